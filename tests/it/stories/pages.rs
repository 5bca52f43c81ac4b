//! What people read: the real program on the starter records.
