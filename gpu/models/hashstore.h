// What the library keeps between runs: the list of files, what was hashed, and where hashing stopped. One SQLite file.
#pragma once

#include "gpu/models/hashing.h"
#include "gpu/models/model.h"

#include <QList>

#include <memory>

namespace ain::models {

/// A model with what only the library needs to know of it.
struct Record {
    Model model;
    FileIdentity identity; ///< when its header was read
    QString expected; ///< the hash it had, or was asked for; empty: none yet
    bool isPledged = false; ///< `expected` came from the user with a download
    std::optional<Licence> chosen; ///< by the user
};

struct KnownHash {
    QString sha256; ///< empty: not all of it was read
    QByteArray state; ///< of ResumableSha256
};

/// Thread: the one that opened it. errors::ModelStore.
class HashStore {
public:
    /// Opens or makes `directory`/models.db; a damaged or foreign one is set aside and begun anew.
    [[nodiscard]] static Result<std::unique_ptr<HashStore>> open(const QString &directory);
    ~HashStore();

    [[nodiscard]] Result<QList<Record>> records() const;
    [[nodiscard]] Result<> put(const Record &record);
    [[nodiscard]] Result<> remove(const QString &id);

    /// Nothing is known of a file that is not exactly the same.
    [[nodiscard]] std::optional<KnownHash> hash(const FileIdentity &identity) const;
    [[nodiscard]] Result<> putHash(const FileIdentity &identity, const KnownHash &hash);

private:
    HashStore();
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace ain::models
