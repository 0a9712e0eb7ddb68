// The light client of the current network: what it proves with, its alarms, and proofs as files. Main thread.
#pragma once

#include "core/base/task.h"
#include "core/light/lightclient.h"
#include "ui/backend/types.h"

#include <QObject>

namespace ain::ui {

class LightBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Made without anything while no network is open.
    [[nodiscard]] virtual light::LightStatus status() const = 0;
    /// Checks blocks up to the newest final one. The status tells how far it is.
    virtual Task<> sync() = 0;
    /// Trusts the checkpoint in this file from now on: forgets what followed from the old one, and settles alarms.
    virtual Task<> pin(QString path) = 0;
    /// Writes what `ain-studio-cli proof verify` checks. errors::FileWrite.
    virtual Task<> saveProof(std::shared_ptr<const light::ProofBundle> bundle, QString path) = 0;

Q_SIGNALS:
    void statusChanged();
    void alarmRaised();
};

} // namespace ain::ui
