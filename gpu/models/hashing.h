// SHA-256 of large files: in pieces, with progress, able to stop and to go on where it stopped.
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QString>

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

namespace ain::models {

/// By what a file is taken for unchanged. Times in nanoseconds.
struct FileIdentity {
    QString path;
    qint64 size = -1;
    qint64 changedNs = 0;
    quint64 inode = 0;

    /// errors::FileRead when there is no ordinary file. Blocks.
    [[nodiscard]] static Result<FileIdentity> of(const QString &path);
    friend bool operator==(const FileIdentity &, const FileIdentity &) = default;
};

/// SHA-256 whose state can be written down between two blocks of 64 bytes.
class ResumableSha256 {
public:
    ResumableSha256();
    ResumableSha256(const ResumableSha256 &) = delete;
    ResumableSha256 &operator=(const ResumableSha256 &) = delete;
    ~ResumableSha256();

    void add(QByteArrayView bytes);
    [[nodiscard]] qint64 added() const { return m_added; }
    /// 48 bytes; empty when the count is not a multiple of 64.
    [[nodiscard]] QByteArray state() const;
    /// False, and begun anew: these are not such bytes.
    [[nodiscard]] bool restore(QByteArrayView state);
    [[nodiscard]] QString result(); ///< hex; the object is used up

private:
    class Context;
    std::unique_ptr<Context> m_context;
    qint64 m_added = 0;
};

/// What the asking thread and the hashing one share.
struct HashProgress {
    std::atomic<qint64> done = 0;
    std::atomic<bool> cancelled = false;

    /// The state that was written down last, if it is newer than at the last call.
    [[nodiscard]] QByteArray takeState();
    void putState(QByteArray state);

private:
    std::mutex m_mutex;
    QByteArray m_state;
};

/// Hashes what `identity` names, from `state` on when it is one. A state is put down now and then, and when it was
/// cancelled (errors::Cancelled). errors::FileRead; ModelChanged (modellibrary.h) when the file is another at the end
/// than at the start. Blocks.
[[nodiscard]] Result<QString> hashFile(const FileIdentity &identity, const QByteArray &state, HashProgress &progress);

} // namespace ain::models
