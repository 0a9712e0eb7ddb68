// A disk that runs full: an SQLite VFS over the system's that stops taking bytes when told to.
#pragma once

#include <atomic>

namespace ain::vault::test {

/// Bytes that may still be written by SQLite; negative: no limit. Thread: any.
extern std::atomic<long long> diskBytesLeft;
/// The next sync fails with an I/O error once this many have succeeded; negative: never.
extern std::atomic<long long> diskSyncsLeft;

/// Registers itself as SQLite's default VFS. Call once, before the first database is opened.
void installFailingDisk();

} // namespace ain::vault::test
