// Files that must be whole or absent, readable by their owner alone.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <memory>

namespace ain::vault {

/// Creates `path` with its parents; the last folder is for its owner only (0700). Error: VaultWrite.
[[nodiscard]] Result<> makePrivateDirectory(const QString &path);

/// Creates an empty file for its owner only (0600); fails when something is there. Error: VaultWrite.
[[nodiscard]] Result<> createPrivateFile(const QString &path);

/// At most `maxBytes`. Errors: NotFound, TooLarge, FileRead.
[[nodiscard]] Result<QByteArray> readBounded(const QString &path, qint64 maxBytes);

/// Makes renames and creations in `directory` survive a power cut.
[[nodiscard]] Result<> syncDirectory(const QString &directory);

/// Renames over an existing file and syncs the folder. Error: VaultWrite.
[[nodiscard]] Result<> replaceFile(const QString &from, const QString &to);

/// A file being written beside its destination ("<name>.<8 hex digits>.part"). `commit` syncs it and renames it
/// over the destination; without a commit it is deleted.
class PendingFile {
public:
    [[nodiscard]] static Result<PendingFile> create(const QString &destination);
    PendingFile(PendingFile &&) noexcept = default;
    PendingFile &operator=(PendingFile &&) = delete;
    PendingFile(const PendingFile &) = delete;
    PendingFile &operator=(const PendingFile &) = delete;
    ~PendingFile();

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] Result<> write(QByteArrayView bytes);
    [[nodiscard]] Result<> commit();

private:
    PendingFile(std::unique_ptr<QFile> file, QString path, QString destination);
    std::unique_ptr<QFile> m_file; ///< null: committed or moved from
    QString m_path; ///< a file that is opened by its descriptor does not know its name
    QString m_destination;
};

[[nodiscard]] Result<> writeAtomically(const QString &path, QByteArrayView bytes);

/// Deletes what an interrupted PendingFile left in `directory` for names that begin with `prefix`.
void removeLeftovers(const QString &directory, const QString &prefix);

} // namespace ain::vault
