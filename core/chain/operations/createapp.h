// Operation: a new app.
#pragma once

#include "core/base/result.h"
#include "core/crypto/address.h"
#include "core/json/value.h"

#include <QList>

namespace ain::chain {

struct AppCreation {
    QString name;
    QString recordId; ///< label of the creation record, usually the time in ms
    QList<crypto::Address> admins; ///< at least one
    bool isPublic = false;
    qint64 stakeLockupMs = -1; ///< lock-up of stakes in this app; below 0: not stated
};

/// SET_VALUE /manage_app/APP/create/ID. The chain makes owner and write rule of /apps/APP from it.
/// Errors: OperationName, OperationLabel, InvalidArgument.
[[nodiscard]] Result<json::Value> createAppOperation(const AppCreation &app);

} // namespace ain::chain
