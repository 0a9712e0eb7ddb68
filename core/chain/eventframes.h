// Frames of the event channel (chain.md 7). Everything in them is a hint from a node, never a fact.
#pragma once

#include "core/json/parser.h"

#include <QByteArray>
#include <QString>

namespace ain::chain {

/// No frame longer than this is read.
inline constexpr qsizetype MaxEventFrame = 1024 * 1024;

struct EventFrame {
    enum class Kind {
        Ping,
        BlockFinalized, ///< blockNumber
        TransactionChanged, ///< filterId, state
        ValueChanged, ///< filterId
        FilterDeleted, ///< filterId, reason
        Error, ///< code, reason, filterId (may be empty)
        Other ///< unknown, ignored
    };
    Kind kind = Kind::Other;
    QString filterId;
    QString state; ///< transaction state after the change
    QString reason;
    qint64 blockNumber = -1;
    int code = 0;
};

/// Errors: those of the JSON parser; InvalidArgument when it is no frame at all.
[[nodiscard]] Result<EventFrame> parseEventFrame(QByteArrayView utf8);

[[nodiscard]] QByteArray encodeEventFrame(const QString &type, json::Object data);

} // namespace ain::chain
