// What is kept of sessions, tabs and vouchers on either side.
#pragma once

#include "gpu/share/market/voucher.h"

namespace ain::market {

/// Whose book a row is in. Both may be in one file: one program can be both, for different sessions.
enum class Side { Payer = 0, Cashier = 1 };

enum class SessionState {
    Opening = 0, ///< signed and perhaps sent, not yet seen in a final state
    Open = 1,
    Broken = 2, ///< something was paid otherwise than agreed: no more work for it
    Ended = 3,
};

struct SessionRow {
    QString id;
    QString accountId; ///< my key in the vault
    SessionTerms terms;
    SessionState state = SessionState::Opening;
    qint64 openedMs = 0;
    std::optional<Error> problem;
};

enum class TabState {
    Open = 0, ///< nothing delivered in it
    Owed = 1, ///< delivered work that no voucher covers yet
    Signed = 2, ///< everything in it is covered by a voucher
    Cashing = 3, ///< one voucher is chosen and may have been sent: no other of this tab is looked at any more
    Settled = 4, ///< paid, by a final block as the nodes tell it
    Proven = 5, ///< paid, and proven by the light client
    Unpaid = 6, ///< the session is over, or the requester made its vouchers worthless
};
/// An error as it is kept: its code and arguments; a sentence is made when it is shown. Null for none.
[[nodiscard]] json::Value problemJson(const std::optional<Error> &problem);
[[nodiscard]] std::optional<Error> problemOf(const json::Value &value);
/// The same as text; "" for none.
[[nodiscard]] QByteArray problemText(const std::optional<Error> &problem);
/// "open", "owed", "signed", "cashing", "settled", "proven", "unpaid": for files and scripts.
[[nodiscard]] QString tabStateName(TabState state);
/// No voucher of this tab is taken or signed any more.
[[nodiscard]] bool isFrozen(TabState state);

struct TabRow {
    QString session;
    int seq = 0;
    TabState state = TabState::Open;
    int jobs = 0; ///< delivered
    qint64 units = 0; ///< delivered, pixel-steps
    Amount signedAmount; ///< what the newest voucher says; cashing and later: the chosen one
    QString voucher; ///< its transaction hash; empty: none
    qint64 firstVoucherMs = 0;
    Amount settledAmount; ///< what was really paid
    Amount fee; ///< of cashing it, paid by the requester
    qint64 block = -1;
    qint64 endedMs = 0; ///< settled or given up
    qint64 nextTryMs = 0; ///< not before this, after something went wrong
    std::optional<Error> problem;
};

struct JobRow {
    WorkItem item;
    int seq = -1; ///< tab; -1: the provider has no voucher for it yet
    bool isDelivered = false; ///< payer: false while only room is kept for it
    qint64 atMs = 0;
};

enum class VoucherState {
    Kept = 0,
    Sent = 1, ///< may be with a node: written down before it is sent
    Failed = 2, ///< a block or a node refused it; nodes remember it, so it is not sent again
};

struct VoucherRow {
    QString hash;
    VoucherTerms terms;
    VoucherState state = VoucherState::Kept;
    QByteArray message;
    qint64 atMs = 0;
};

/// Something that has to leave this program once more after a restart.
struct OutboxRow {
    qint64 id = 0;
    QString topic; ///< "voucher": to the provider. "broadcast": to a node
    QString session;
    int seq = 0;
    QByteArray payload;
};
inline const QString VoucherTopic = QStringLiteral("voucher");
inline const QString BroadcastTopic = QStringLiteral("broadcast");

} // namespace ain::market
