// The vault as the pages see it. All calls from the main thread; every Task ends in it.
#pragma once

#include "core/base/secretbytes.h"
#include "core/base/task.h"

#include <QObject>

namespace ain::ui {

enum class VaultState { Missing, Locked, Open };

class VaultBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual VaultState state() const = 0;
    /// False while the practice wallet made by AccountBackend::startPractice() has no password of the user's yet:
    /// locking is pointless then and the pages say so.
    [[nodiscard]] virtual bool hasPassword() const = 0;
    /// Milliseconds until another try is allowed after wrong passwords; 0: now.
    [[nodiscard]] virtual int retryAfterMs() const = 0;
    /// 0: never backed up.
    [[nodiscard]] virtual qint64 lastBackupMs() const = 0;

    /// Missing → Open.
    virtual Task<> create(SecretBytes password) = 0;
    /// Locked → Open.
    virtual Task<> unlock(SecretBytes password) = 0;
    /// Open → Locked, before it returns: keys are gone from memory.
    virtual void lock() = 0;
    /// `current` is empty when hasPassword() is false.
    virtual Task<> changePassword(SecretBytes current, SecretBytes next) = 0;
    virtual Task<> backup(QString path) = 0;
    /// Missing → Open from a backup file.
    virtual Task<> restore(QString path, SecretBytes password) = 0;

Q_SIGNALS:
    void stateChanged(ain::ui::VaultState state);
    void passwordChanged();
    void backedUp();
};

} // namespace ain::ui
