"""What people download of themselves from a platform → their posts, and what they did. One file a platform.

In: documents of such an export. Out: items and activities. The shapes are those that platforms, and people who read
their own exports, have published; platforms change them without notice, so whatever is missing stays unknown.
"""
