// Core values as the plain values that pages show.
#pragma once

#include "core/ainft/ainft.h"
#include "core/wallet/wallet.h"
#include "ui/backend/backends.h"

namespace ain::app {

[[nodiscard]] ui::Account toUi(const vault::KeyRecord &record);
[[nodiscard]] ui::Stage toUi(chain::TxState state);
[[nodiscard]] ui::Layout toUi(ainft::Layout layout);
[[nodiscard]] ui::HistoryRow toUi(const wallet::TxRecord &record);
[[nodiscard]] ui::Collection toUi(const ainft::Collection &collection, const QList<ui::Account> &mine);
[[nodiscard]] ui::Token toUi(const ainft::Token &token, const ainft::Collection &collection,
                             const QList<ui::Account> &mine, const QString &gateway);
/// Sentences, warnings and figures of a draft. `id` is the draft's.
[[nodiscard]] ui::Preview toUi(const wallet::Draft &draft);
/// Why a transaction did not do what it should; empty while it may still.
[[nodiscard]] std::optional<Error> failureOf(const wallet::TxRecord &record);
[[nodiscard]] crypto::PathFamily toCore(ui::DerivationPath path);
[[nodiscard]] ui::DerivationPath toUi(crypto::PathFamily family);

} // namespace ain::app
