#include "ui/text/explaintext.h"

#include "core/json/number.h"
#include "ui/text/sentence.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <array>

namespace ain::text {

namespace {

constexpr const char *context = "Explain";

// clang-format off
const std::array table = {
    Sentence{"explain.transfer", QT_TRANSLATE_NOOP("Explain", "Send %1 AIN to %2."), {"amount", "to"}},
    Sentence{"explain.account_creation", QT_TRANSLATE_NOOP("Explain", "The chain has no account %1 yet: opening it makes the fee higher this once."), {"address"}},
    Sentence{"explain.create_app", QT_TRANSLATE_NOOP("Explain", "Create the app %1. Its name can't be used again."), {"app"}},
    Sentence{"explain.app_admin", QT_TRANSLATE_NOOP("Explain", "%1 may change this app and everything in it."), {"address"}},
    Sentence{"explain.set_value", QT_TRANSLATE_NOOP("Explain", "Write a value at %1."), {"path"}},
    Sentence{"explain.delete", QT_TRANSLATE_NOOP("Explain", "Delete what is at %1."), {"path"}},
    Sentence{"explain.increase", QT_TRANSLATE_NOOP("Explain", "Add %2 to the number at %1."), {"path", "amount"}},
    Sentence{"explain.decrease", QT_TRANSLATE_NOOP("Explain", "Take %2 from the number at %1."), {"path", "amount"}},
    Sentence{"explain.set_rule", QT_TRANSLATE_NOOP("Explain", "Change the rule of who may write at %1."), {"path"}},
    Sentence{"explain.set_owner", QT_TRANSLATE_NOOP("Explain", "Change who owns %1."), {"path"}},
    Sentence{"explain.set_function", QT_TRANSLATE_NOOP("Explain", "Change what is triggered at %1."), {"path"}},
    Sentence{"explain.stake", QT_TRANSLATE_NOOP("Explain", "Stake %1 AIN for the app %2. It is locked for a while."), {"amount", "app"}},
    Sentence{"explain.stake_locked", QT_TRANSLATE_NOOP("Explain", "All that you have staked there is locked until %1 or later."), {"until"}},
    Sentence{"explain.extend_stake", QT_TRANSLATE_NOOP("Explain", "Extend the lock of the stake for the app %1."), {"app"}},
    Sentence{"explain.unstake", QT_TRANSLATE_NOOP("Explain", "Take %1 AIN back from the stake for the app %2."), {"amount", "app"}},
    Sentence{"explain.claim_reward", QT_TRANSLATE_NOOP("Explain", "Claim %1 AIN of validator rewards."), {"amount"}},
    Sentence{"explain.replace", QT_TRANSLATE_NOOP("Explain", "Use up the number %1 so that the transaction %2 can never happen any more."), {"nonce", "hash"}},
    Sentence{"explain.offline_nonce", QT_TRANSLATE_NOOP("Explain", "It is transaction number %1 of this account, on the network %2."), {"nonce", "network"}},
    Sentence{"explain.ainft_create", QT_TRANSLATE_NOOP("Explain", "Create the collection “%1” (%2) for at most %3 tokens."), {"name", "symbol", "supply"}},
    Sentence{"explain.ainft_mint", QT_TRANSLATE_NOOP("Explain", "Mint token #%2 “%3” in the collection “%1”."), {"collection", "token", "name"}},
    Sentence{"explain.ainft_transfer", QT_TRANSLATE_NOOP("Explain", "Give token #%2 of the collection “%1” to %3. Only the new owner could give it back."), {"collection", "token", "to"}},
    // sharing
    Sentence{"explain.share_install", QT_TRANSLATE_NOOP("Explain", "Set up the app %1, in which shared GPUs are offered, agreed on and paid. Its name can't be used again."), {"app"}},
    Sentence{"explain.share_locked", QT_TRANSLATE_NOOP("Explain", "Nobody can change the rules of %1 afterwards, not even you."), {"app"}},
    Sentence{"explain.share_stake", QT_TRANSLATE_NOOP("Explain", "Whoever offers a GPU in %1 keeps a stake there. It stays yours; after the lock you can take it back and leave."), {"app"}},
    Sentence{"explain.share_register", QT_TRANSLATE_NOOP("Explain", "Offer your GPU in %1 for at least %2 AIN per megapixel-step. Everybody can read this."), {"app", "price"}},
    Sentence{"explain.share_unregister", QT_TRANSLATE_NOOP("Explain", "Take your offer in %1 back. Sessions that are open stay open."), {"app"}},
    Sentence{"explain.share_batch", QT_TRANSLATE_NOOP("Explain", "Publish that you served %1 requests. Nothing about their content is said."), {"count"}},
    Sentence{"explain.share_session", QT_TRANSLATE_NOOP("Explain", "Agree with %1 on %2 AIN per megapixel-step, until %3."), {"provider", "price", "until"}},
    Sentence{"explain.share_cap", QT_TRANSLATE_NOOP("Explain", "Nothing is paid now. For work that was delivered you sign vouchers; a tab never comes to more than %1 AIN."), {"cap"}},
    Sentence{"explain.share_voucher", QT_TRANSLATE_NOOP("Explain", "A voucher of %1 AIN to %2 for %3 delivered jobs (tab %4). It is paid once, when the provider cashes it."), {"amount", "provider", "count", "tab"}},
    Sentence{"explain.share_replaces", QT_TRANSLATE_NOOP("Explain", "It takes the place of the voucher of %1 AIN before it: only one of them can be paid."), {"amount"}},
    Sentence{"explain.share_fee", QT_TRANSLATE_NOOP("Explain", "When a voucher is cashed, the network's fee is taken from your account too."), {}},
    Sentence{"explain.share_delete", QT_TRANSLATE_NOOP("Explain", "Delete %1 records of a session that ended long ago."), {"count"}},
    Sentence{"explain.unknown", QT_TRANSLATE_NOOP("Explain", "An operation of the type %1 that this program does not know."), {"type"}},
    Sentence{"warn.first_time", QT_TRANSLATE_NOOP("Explain", "You never sent anything to %1 before. Compare the whole address."), {"address"}},
    Sentence{"warn.unowned", QT_TRANSLATE_NOOP("Explain", "Nobody has a key to %1: what is sent there is gone for ever."), {"address"}},
    Sentence{"warn.app_address", QT_TRANSLATE_NOOP("Explain", "%1 is the address of the collection “%2”, not of a person. Nobody has its key: AIN that is sent there is gone for ever."), {"address", "name"}},
    Sentence{"warn.own_address", QT_TRANSLATE_NOOP("Explain", "%1 is one of your own accounts."), {"address"}},
    Sentence{"warn.look_alike", QT_TRANSLATE_NOOP("Explain", "%1 begins and ends like %2, which you know, but it is another address."), {"address", "known"}},
    Sentence{"warn.empties_account", QT_TRANSLATE_NOOP("Explain", "Nothing is left in this account for later fees."), {}},
    Sentence{"warn.permission", QT_TRANSLATE_NOOP("Explain", "This changes who may do what at %1. Sign only if you mean exactly that."), {"path"}},
    Sentence{"warn.garbage_collection", QT_TRANSLATE_NOOP("Explain", "This lets the chain delete old entries at %1 by itself."), {"path"}},
    Sentence{"warn.creator_can_take_back", QT_TRANSLATE_NOOP("Explain", "In this layout the creator can take tokens back and change their metadata after a sale."), {}},
    Sentence{"warn.unverified_origin", QT_TRANSLATE_NOOP("Explain", "The id of this collection does not follow from its creator: its origin can't be checked."), {}},
    Sentence{"warn.delete", QT_TRANSLATE_NOOP("Explain", "What is at %1 is deleted for good."), {"path"}},
    Sentence{"warn.not_mine", QT_TRANSLATE_NOOP("Explain", "This moves or writes something in the name of another account (%1)."), {"path"}},
    Sentence{"warn.offline_gas", QT_TRANSLATE_NOOP("Explain", "This offers %1 µAIN for a unit of gas instead of the usual %2: the fee will be higher."), {"price", "usual"}},
    Sentence{"warn.share_balance", QT_TRANSLATE_NOOP("Explain", "A tab may come to %1 AIN, but this account has %2 AIN. Without enough AIN vouchers can't be cashed and the provider stops working."), {"cap", "balance"}},
};
// clang-format on

} // namespace

QString explainSentence(const QString &id, const json::Object &args)
{
    QVariantMap map;
    for (const auto &[key, value] : args)
        map.insert(key, value.isNumber() ? json::numberText(value.toDouble()) : value.toString());
    // A moment that came as a number is said in words; one that came as words stays.
    if (const qint64 until = args[u"until"].toInteger(); until > 0)
        map.insert(QStringLiteral("until"),
                   QLocale().toString(QDateTime::fromMSecsSinceEpoch(until), QLocale::LongFormat));
    QString sentence = fill(table, context, id, map);
    if (!sentence.isEmpty())
        return sentence;
    return QCoreApplication::translate(context, "An operation that this version has no words for (%1).")
        .arg(id.left(64));
}

} // namespace ain::text
