import CMalloc

enum Memory {
    /// Gives memory back that pages made at the same time needed; before threads begin.
    ///
    /// The C library keeps an arena for each of many threads, and in them what was freed: with sixteen members at once
    /// a server held 590 MB of which it used half.
    static func giveBack() {
        #if canImport(Glibc)
        _ = mallopt(M_ARENA_MAX, 2)
        // What is larger is mapped alone, and unmapped when it is freed.
        _ = mallopt(M_MMAP_THRESHOLD, 1024 * 1024)
        _ = mallopt(M_TRIM_THRESHOLD, 1024 * 1024)
        #endif
    }
}
