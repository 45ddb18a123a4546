"""What of ActivityStreams becomes what. In: nothing. Out: the table of the format."""

from __future__ import annotations

from feedcurate.sources.tables import Gap, Row, Table

TABLE = Table(
    name="activitystreams",
    title="ActivityStreams",
    reads=(
        "JSON of ActivityStreams 2.0, as ActivityPub servers (Mastodon, Lemmy, PeerTube, Mobilizon, WordPress and "
        "others) send it: notes, articles, questions, pages, events, pictures, films, recordings; `Create`, `Update`, "
        "`Add` and `Announce` with what they bring; collections and their pages. Prefixes and aliases of a `@context` "
        "are followed, texts may be given by language. Known by the `@context`, else by types of the vocabulary. What "
        "is only an address is told: nothing is fetched."
    ),
    described=("https://www.w3.org/TR/activitystreams-vocabulary/", "https://www.w3.org/TR/activitypub/"),
    posts=(
        Row("id", "`id`", "else that of the `Create`, else the address, else a hash; an `Announce` has its own"),
        Row("source", "", "`activitystreams`"),
        Row("url", "`url`", "the web page among several; else the `id`"),
        Row(
            "kind",
            "`type`",
            "a `Page` with a link is a `link`, an `Event` an `article`; a `Note` without words what it shows",
        ),
        Row("author.id", "`attributedTo`", "else the `actor` of the `Create`"),
        Row(
            "author.handle",
            "`webfinger`, `preferredUsername`",
            "with the host; of an address alone from `…/@name`, also in `url`",
        ),
        Row("author.name", "`name`, `preferredUsername`"),
        Row("author.bio", "`summary` of the actor"),
        Row("author.url", "`url`, `id`"),
        Row("author.source", "", "`activitystreams`"),
        Row("author.created", "`published` of the actor"),
        Row("author.bot", "`type` of the actor", "`Service` and `Application` are"),
        Row("author.group", "`type` of the actor"),
        Row("author.followers", "`followers`", "where its `totalItems` is given"),
        Row("author.following", "`following`", "the same"),
        Row("author.posts", "`outbox`", "the same"),
        Row(
            "author.claims", "`attachment` of the actor", "`self_described`: the protocol does not say what is verified"
        ),
        Row("via.id", "`id` of the `Announce`"),
        Row("via.account", "`actor` of the `Announce`"),
        Row("via.at", "`published` of the `Announce`"),
        Row("mentions", "`Mention` in `tag`"),
        Row("community", "a `Group` in `attributedTo`, `audience`", "or the group that passed the activity on"),
        Row("title", "`name`"),
        Row("summary", "`summary`", "of notes and questions, and of what is `sensitive`; elsewhere it is an abstract"),
        Row("text", "`content`", "as plain text; an article without it has its abstract"),
        Row("language", "`contentMap`, `nameMap`, `language`, `@language` of the context"),
        Row("tags", "`Hashtag` in `tag`", "else the hashtags in the text"),
        Row("published", "`published`", "else that of the `Create`"),
        Row("updated", "`updated`"),
        Row("in_reply_to.id", "`inReplyTo`"),
        Row("in_reply_to.author", "`inReplyTo`", "where the answered post is given whole"),
        Row("thread", "`id`", "of a first post that says so"),
        Row("quote", "`quote`, `quoteUri`, `quoteUrl`, `_misskey_quote`, a quoting `Link` in `tag`"),
        Row("media.kind", "`type`, `mediaType`", "`live` with `isLiveBroadcast`"),
        Row("media.url", "`url` of the post or of `attachment`, `image` of an article"),
        Row("media.alt", "`name`, `summary` of the attachment"),
        Row("media.duration", "`duration`"),
        Row("media.width", "`width`"),
        Row("media.height", "`height`"),
        Row("links.url", "`Link`, `Page` and `Article` in `attachment`, links in `content`"),
        Row("links.title", "`name` of the attachment"),
        Row("links.description", "`summary` of the attachment"),
        Row("poll.options", "`oneOf`, `anyOf`"),
        Row("poll.closes_at", "`endTime`, `closed`"),
        Row("sensitive", "`sensitive`"),
        Row("labels", "", "there are none"),
        Row("likes", "`likes`", "where its `totalItems` is given"),
        Row("reposts", "`shares`", "the same"),
        Row("replies", "`replies`", "the same"),
        Row("quotes", "`quotes`", "the same"),
        Row("views", "`views`", "PeerTube's"),
        Row("feed", "`name`, `partOf`, `id` of the collection"),
        Row("pinned", "`stickied`", "Lemmy's"),
        Row("visibility", "`to`, `cc`", "of the post, else of its activity"),
    ),
    gaps=(
        Gap("score", "the protocol counts no down votes"),
        Gap("liked", "a post does not say what the reader did"),
        Gap("author.relation", "the same"),
    ),
)
