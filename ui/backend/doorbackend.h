// The window's view of the developers' door: an images endpoint for programs on this computer. Main thread; everything
// answers at once.
#pragma once

#include "core/base/result.h"
#include "core/base/secretbytes.h"

#include <QList>
#include <QObject>
#include <QString>

#include <optional>

namespace ain::ui {

struct DoorKey {
    QString id;
    QString name;
    int perDay = 0; ///< pictures
    int concurrent = 0; ///< requests at once
    int usedToday = 0; ///< pictures, by the day in UTC
    qint64 createdMs = 0;
    bool isRevoked = false;
};

struct DoorState {
    bool isWanted = false; ///< the window opens it, now and when it starts
    quint16 wantedPort = 0;
    bool isServing = false; ///< here or in another program
    quint16 port = 0; ///< where, while it serves
    qint64 otherPid = 0; ///< another program serves; 0: this one does, or none
};

class DoorBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual DoorState state() const = 0;
    /// Why it is not open although it is wanted; empty: it is, or nobody wants it.
    [[nodiscard]] virtual std::optional<Error> error() const = 0;
    virtual void setWanted(bool isWanted, quint16 port) = 0;

    /// Errors: FileRead, ApiKeysDamaged.
    [[nodiscard]] virtual Result<QList<DoorKey>> keys() const = 0;
    /// The key's text, ASCII: kept nowhere else. Errors: ApiKeyName, ApiKeyLimits, ApiKeyTooMany, FileWrite …
    [[nodiscard]] virtual Result<SecretBytes> addKey(const QString &name, int perDay, int concurrent) = 0;
    /// At once, also for a program that uses it now.
    [[nodiscard]] virtual Result<> revokeKey(const QString &id) = 0;

Q_SIGNALS:
    void changed();
};

} // namespace ain::ui
