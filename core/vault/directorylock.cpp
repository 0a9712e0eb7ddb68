#include "core/vault/directorylock.h"

#include "core/vault/vault.h"

namespace ain::vault {

using namespace Qt::StringLiterals;

Result<DirectoryLock> DirectoryLock::take(const QString &directory)
{
    auto lock = FileLock::take(directory + u"/vault.lock"_s);
    if (lock)
        return DirectoryLock(*std::move(lock));
    const Error &error = lock.error();
    if (error.code == errors::FileLocked)
        return failure(errors::VaultInUse, {{u"path"_s, directory}, {u"pid"_s, error.args.value(u"pid"_s)}});
    return failure(errors::VaultWrite, {{u"what"_s, error.detail}}, directory);
}

} // namespace ain::vault
