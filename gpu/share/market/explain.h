// "Explain before you sign" for sharing: facts that ui/text turns into sentences (core/wallet/explain.h).
#pragma once

#include "core/wallet/wallet.h"
#include "gpu/share/market/voucher.h"

namespace ain::market {

/// The ids and their arguments (texts unless said; amounts as Amount::toString(), times in ms as numbers):
///
///  explain.share_install      app
///  explain.share_locked       app          the rules can't be changed by anybody afterwards
///  explain.share_stake        app          what the stake is for
///  explain.share_register     app, price
///  explain.share_unregister   app
///  explain.share_batch        count
///  explain.share_session      provider, price, until (number)
///  explain.share_cap          cap          nothing is paid now; most that can be owed at a time
///  explain.share_voucher      amount, provider, count, tab
///  explain.share_replaces     amount       the voucher before it, which this one replaces
///  explain.share_fee          -            the network's fee of a voucher is taken from the requester
///  explain.share_delete       count
///
///  warn.share_balance         cap, balance the account holds less than the cap
[[nodiscard]] QList<wallet::Fact> explainInstall(const AppDefinition &app);
[[nodiscard]] QList<wallet::Fact> explainStake(const AppDefinition &app, Amount amount);
[[nodiscard]] QList<wallet::Fact> explainRegister(const AppDefinition &app, const Registration &registration);
[[nodiscard]] QList<wallet::Fact> explainUnregister(const AppDefinition &app);
[[nodiscard]] QList<wallet::Fact> explainBatch(const Batch &batch);
[[nodiscard]] QList<wallet::Fact> explainDelete(qsizetype count);
/// `balance` empty: not known.
[[nodiscard]] QList<wallet::Fact> explainSession(const SessionTerms &terms, std::optional<Amount> balance);
/// `before`: what the newest voucher of this tab says already.
[[nodiscard]] QList<wallet::Fact> explainVoucher(const SessionTerms &session, const VoucherTerms &terms, Amount before);

} // namespace ain::market
