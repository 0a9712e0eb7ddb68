// "Explain before you sign": what an operation does, as facts that ui/text turns into sentences.
#pragma once

#include "core/wallet/wallet.h"

namespace ain::wallet {

/// The ids and their arguments (texts unless said; amounts as Amount::toString(), times in ms as numbers):
///
///  explain.transfer          to, amount, fee (after the dry run), to_name (a contact or an account, if it is one)
///  explain.account_creation  address            the recipient is new to the chain, which makes the fee higher
///  explain.create_app        app
///  explain.app_admin         address            added by whoever creates the app: who may change it
///  explain.stake             app, amount
///  explain.extend_stake      app                a stake of 0 only extends the lock-up
///  explain.stake_locked      until              added by whoever knows the lock-up: a date in words
///  explain.unstake           app, amount
///  explain.claim_reward      amount
///  explain.set_value         path
///  explain.increase          path, amount       INC_VALUE, plain number
///  explain.decrease          path, amount       DEC_VALUE, plain number
///  explain.delete            path
///  explain.set_rule          path
///  explain.set_owner         path
///  explain.set_function      path
///  explain.replace           hash, nonce        burns the nonce of the transaction `hash`
///  explain.unknown           type               nothing is known of this operation
///
///  warn.unowned              address            nobody has its key: what is sent there is gone
///  warn.app_address          address, name      of a collection or an app: nobody has its key either
///  warn.own_address          address, name      one of my own
///  warn.first_time           address            never sent to before
///  warn.look_alike           address, known, name   begins and ends like `known` (called `name`), but is another
///  warn.permission           path               changes who may do what at `path` (rule, owner or function)
///  warn.garbage_collection   path               a rule that lets the chain delete older entries below `path`
///  warn.empties_account      -                  nothing is left for later fees
///  warn.delete               path
///  warn.not_mine             path               moves or writes in the name of another account
struct Explanation {
    QList<Fact> facts;
    QList<Fact> warnings;
};

/// Decodes any operation, also one this program did not build. Never fails: what it does not understand becomes
/// explain.unknown. `sender`: the account that will sign.
[[nodiscard]] Explanation explain(const json::Value &operation, const crypto::Address &sender);

/// AIN that leaves the account besides the fee (transfers and stakes by `sender`).
[[nodiscard]] Amount amountLeaving(const json::Value &operation, const crypto::Address &sender);

/// Apps and stake keys that the operation takes stake from: paths "/staking/APP/ME/KEY".
[[nodiscard]] QStringList unstakePaths(const json::Value &operation);

/// A fact from a few arguments.
[[nodiscard]] Fact fact(const QString &id, json::Object args);
[[nodiscard]] Fact warning(const QString &id, json::Object args);

} // namespace ain::wallet
