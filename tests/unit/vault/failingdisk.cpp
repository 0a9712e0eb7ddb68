#include "tests/unit/vault/failingdisk.h"

#include <sqlite3.h>

#include <cstddef>

namespace ain::vault::test {

std::atomic<long long> diskBytesLeft{-1};
std::atomic<long long> diskSyncsLeft{-1};

namespace {

sqlite3_vfs *systemDisk = nullptr;
sqlite3_vfs failingDisk;

/// Our file object; the system's own lies right behind it, at a multiple of 8, which is what SQLite aligns to.
struct File {
    sqlite3_file base;
    sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

sqlite3_file *real(sqlite3_file *file) { return reinterpret_cast<File *>(file)->real(); }

int closeFile(sqlite3_file *f) { return real(f)->pMethods->xClose(real(f)); }
int readFile(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
    return real(f)->pMethods->xRead(real(f), to, n, at);
}
int writeFile(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
    if (diskBytesLeft >= 0) {
        if (diskBytesLeft < n) {
            // A full disk takes a part before it says no.
            const int part = int(diskBytesLeft.exchange(0));
            if (part > 0)
                real(f)->pMethods->xWrite(real(f), from, part, at);
            return SQLITE_FULL;
        }
        diskBytesLeft -= n;
    }
    return real(f)->pMethods->xWrite(real(f), from, n, at);
}
int truncateFile(sqlite3_file *f, sqlite3_int64 size) { return real(f)->pMethods->xTruncate(real(f), size); }
int syncFile(sqlite3_file *f, int flags)
{
    if (diskSyncsLeft >= 0 && diskSyncsLeft-- <= 0) {
        diskSyncsLeft = 0;
        return SQLITE_IOERR_FSYNC;
    }
    return real(f)->pMethods->xSync(real(f), flags);
}
int fileSize(sqlite3_file *f, sqlite3_int64 *size) { return real(f)->pMethods->xFileSize(real(f), size); }
int lockFile(sqlite3_file *f, int level) { return real(f)->pMethods->xLock(real(f), level); }
int unlockFile(sqlite3_file *f, int level) { return real(f)->pMethods->xUnlock(real(f), level); }
int checkLock(sqlite3_file *f, int *out) { return real(f)->pMethods->xCheckReservedLock(real(f), out); }
int fileControl(sqlite3_file *f, int op, void *arg) { return real(f)->pMethods->xFileControl(real(f), op, arg); }
int sectorSize(sqlite3_file *f) { return real(f)->pMethods->xSectorSize(real(f)); }
int characteristics(sqlite3_file *f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); }

const sqlite3_io_methods methods = {
    1,        closeFile,  readFile,  writeFile,   truncateFile, syncFile,        fileSize,
    lockFile, unlockFile, checkLock, fileControl, sectorSize,   characteristics, nullptr,
    nullptr,  nullptr,    nullptr,   nullptr,     nullptr,
};

int openFile(sqlite3_vfs * /*vfs*/, sqlite3_filename name, sqlite3_file *f, int flags, int *out)
{
    f->pMethods = nullptr;
    const int rc = systemDisk->xOpen(systemDisk, name, real(f), flags, out);
    if (rc == SQLITE_OK)
        f->pMethods = &methods;
    return rc;
}

} // namespace

void installFailingDisk()
{
    systemDisk = sqlite3_vfs_find(nullptr);
    failingDisk = *systemDisk;
    failingDisk.zName = "failing-disk";
    failingDisk.szOsFile = int(sizeof(File)) + systemDisk->szOsFile;
    failingDisk.xOpen = openFile;
    sqlite3_vfs_register(&failingDisk, 1);
}

} // namespace ain::vault::test
