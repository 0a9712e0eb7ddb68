// The vault as the pages see it. All calls from the main thread; every Task ends in it.
#pragma once

#include "core/base/secretbytes.h"
#include "core/base/task.h"
#include "ui/backend/types.h"

#include <QObject>

namespace ain::ui {

/// What a backup would bring back, compared with what is here.
struct DrillResult {
    bool isGood = false; ///< it brings back every account that has a key here
    QList<Account> restored;
    QList<Account> missing; ///< have a key here, which it does not bring back
    int watched = 0; ///< have no key here either
    int others = 0; ///< in the file, but not here
};

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

    /// When a backup was last tried and found good; 0: never.
    [[nodiscard]] virtual qint64 lastDrillMs() const = 0;
    /// Half a year has passed since then (or since the vault was made), and there is something to lose.
    [[nodiscard]] virtual bool isDrillDue() const = 0;
    /// Both change nothing but the date above. UTF-8.
    virtual Task<DrillResult> drillWords(SecretBytes words, SecretBytes passphrase) = 0;
    virtual Task<DrillResult> drillFile(QString path, SecretBytes password) = 0;

Q_SIGNALS:
    void stateChanged(ain::ui::VaultState state);
    void passwordChanged();
    void backedUp();
    void drilled();
};

} // namespace ain::ui
