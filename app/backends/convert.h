// Core values as the plain values that pages show.
#pragma once

#include "core/ainft/ainft.h"
#include "core/wallet/historyrecords.h"
#include "core/wallet/wallet.h"
#include "ui/backend/backends.h"

namespace ain {

namespace errors {
inline constexpr ErrorCode WalletTxRejected{
    "wallet.tx_rejected"}; ///< no block has it, and its bytes could still get into one; args: hash, code, message
} // namespace errors

namespace app {

[[nodiscard]] ui::Account toUi(const vault::KeyRecord &record);
[[nodiscard]] ui::Stage toUi(chain::TxState state);
[[nodiscard]] ui::Layout toUi(ainft::Layout layout);
[[nodiscard]] ui::HistoryRow toUi(const wallet::TxRecord &record);
/// Of a transaction that this program did not send. Name and balance are for others to fill in.
[[nodiscard]] ui::HistoryRow toUi(const wallet::HistoryEntry &entry);
[[nodiscard]] ui::ProofState proofState(const light::ProofMark &mark, const std::optional<Error> &why,
                                        std::shared_ptr<const light::ProofBundle> bundle, qint64 seenAtMs);
[[nodiscard]] ui::BalanceView toUi(const wallet::BalanceView &balance);
[[nodiscard]] ui::Collection toUi(const ainft::Collection &collection, const QList<ui::Account> &mine);
[[nodiscard]] ui::Token toUi(const ainft::Token &token, const ainft::Collection &collection,
                             const QList<ui::Account> &mine, const QString &gateway);
/// Sentences, warnings and figures of a draft. `id` is the draft's.
[[nodiscard]] ui::Preview toUi(const wallet::Draft &draft);
/// Why a transaction did not do what it should; empty while it may still.
[[nodiscard]] std::optional<Error> failureOf(const wallet::TxRecord &record);
[[nodiscard]] crypto::PathFamily toCore(ui::DerivationPath path);
[[nodiscard]] ui::DerivationPath toUi(crypto::PathFamily family);

/// Those that pages have a notice for.
[[nodiscard]] QList<ui::Warning> warningsOf(const QList<wallet::Fact> &facts);

} // namespace app
} // namespace ain
