#include "core/wallet/sender.h"

#include "core/chain/operations/pushid.h"
#include "core/chain/operations/transfer.h"
#include "core/chain/operations/values.h"
#include "core/wallet/explain.h"
#include "core/wallet/offlinedesk.h"
#include "core/wallet/recipients.h"
#include "core/wallet/staking.h"

#include <QUuid>

#include <algorithm>

namespace ain::wallet {

using namespace Qt::StringLiterals;
using chain::TxState;

namespace {

constexpr qint64 StaleTipMs = 600'000; ///< chain.md 10.5
/// A draft older than this is run dry once more before it is sent.
constexpr qint64 FreshDraftMs = 60'000;
constexpr int MaxDrafts = 100;
constexpr int NonceTries = 4;
constexpr int MaxNonceWaitMs = 5000;
/// A fee may differ by this part from the one shown; state gas depends on what others do meanwhile.
constexpr int FeeToleranceParts = 10;

ain::Error insufficient(Amount needed, Amount available)
{
    return {errors::WalletInsufficient, {{u"needed"_s, needed.toString()}, {u"available"_s, available.toString()}}};
}

ain::Error wouldFail(const chain::ExecutionResult &result)
{
    return {errors::WalletWouldFail, {{u"code"_s, result.code}, {u"message"_s, result.message}}};
}

} // namespace

Sender::Sender(vault::Vault &vault, chain::ChainClient &client, Accounts &accounts, Balances &balances,
               Tracker &tracker, AddressBook &book, Clock &clock, Rng &rng)
    : m_vault(vault),
      m_client(client),
      m_accounts(accounts),
      m_balances(balances),
      m_tracker(tracker),
      m_book(book),
      m_clock(clock),
      m_rng(rng)
{
    connect(&vault, &vault::Vault::stateChanged, this, [this](vault::Vault::State state) {
        if (state != vault::Vault::State::Open) {
            m_drafts.clear();
            m_draftOrder.clear();
        }
    });
}

Task<> Sender::checkTip()
{
    auto tip = co_await m_client.lastBlock();
    if (!tip)
        co_return failure(tip.error());
    const qint64 age = m_clock.nowMs() - tip->timestampMs;
    // The practice network sleeps while the program does.
    if (!m_client.network().isPractice && age > StaleTipMs)
        co_return failure(errors::WalletNodeStale, {{u"seconds"_s, age / 1000}});
    co_return Result<>();
}

Task<qint64> Sender::agreedNonce(crypto::Address address, qint64 atLeast)
{
    const int wait = std::min(m_client.network().epochMs / 2, MaxNonceWaitMs);
    std::optional<Error> lastError;
    for (int attempt = 0; attempt < NonceTries; ++attempt) {
        if (attempt > 0) {
            auto slept = co_await sleepFor(this, wait);
            if (!slept)
                co_return failure(slept.error());
        }
        QList<qint64> answers;
        const QList<int> gateways = m_client.usableGateways();
        for (const int gateway : gateways) {
            auto nonce = co_await m_client.nonceAt(gateway, address);
            if (nonce)
                answers.append(*nonce);
            else
                lastError = nonce.error();
            if (answers.size() == 2)
                break;
        }
        if (answers.isEmpty() && lastError)
            co_return failure(*lastError);
        const bool agree = !answers.isEmpty() && answers.constFirst() == answers.constLast();
        // Two nodes may be a block apart, and one may not have seen what we know to be final.
        if (agree && answers.constFirst() >= atLeast)
            co_return answers.constFirst();
    }
    co_return failure(errors::WalletNodesDisagree, {{u"what"_s, u"nonce"_s}});
}

Task<Sender::Ground> Sender::survey(QString accountId, QString replaces)
{
    auto loaded = co_await m_tracker.load();
    if (!loaded)
        co_return failure(loaded.error());
    auto account = co_await m_accounts.find(std::move(accountId));
    if (!account)
        co_return failure(account.error());
    // A nonce is burnt in a hurry: not by way of another device.
    if (account->kind == vault::KeyKind::WatchOnly && !replaces.isEmpty())
        co_return failure(errors::VaultWatchOnly, {{u"address"_s, account->address.toString()}});
    if (const auto other = m_tracker.inFlight(account->id, replaces); other && replaces.isEmpty())
        co_return failure(errors::WalletInFlight, {{u"hash"_s, *other}});
    auto fresh = co_await checkTip();
    if (!fresh)
        co_return failure(fresh.error());
    if (replaces.isEmpty()) { // one that burns a nonce moves nothing that was worked out from a balance
        const QString id = account->id;
        auto sound = co_await m_balances.checkUncontradicted(id);
        if (!sound)
            co_return failure(sound.error());
    }
    auto nonce = co_await agreedNonce(account->address, m_tracker.nextKnownNonce(account->id));
    if (!nonce)
        co_return failure(nonce.error());
    if (replaces.isEmpty()) {
        auto happened = co_await m_tracker.settleSpent(account->id, *nonce);
        if (!happened)
            co_return failure(happened.error());
        // What was told not to have happened did: the user decides anew, knowing it.
        if (!happened->isEmpty())
            co_return failure(errors::WalletTxCameBack, {{u"hash"_s, *happened}});
    }
    auto amounts = co_await m_client.balances(QList<crypto::Address>(1, account->address));
    if (!amounts)
        co_return failure(amounts.error());
    Ground ground{*account, *nonce, amounts->constFirst(), m_client.newestBlock().number};
    co_return ground;
}

Task<Sender::Trial> Sender::trial(Ground ground, json::Value operation, int gateway)
{
    const chain::Network network = m_client.network();
    chain::TxBody body;
    body.operation = std::move(operation);
    body.nonce = ground.nonce;
    // Never ahead of the device's clock.
    body.timestampMs = m_clock.nowMs();
    body.gasPrice = network.minGasPrice;
    const json::Value wire = body.toJson();
    if (ground.account.kind == vault::KeyKind::WatchOnly) {
        // Without the key there is nothing to run dry: the other device signs, and then it is.
        Trial unsignedTrial;
        unsignedTrial.transaction.body = wire;
        unsignedTrial.transaction.hash = crypto::transactionHash(wire);
        unsignedTrial.transaction.sender = ground.account.address;
        unsignedTrial.result.succeeded = true;
        co_return unsignedTrial;
    }
    auto signature = co_await m_vault.signTransaction(ground.account.id, network.id, wire, network.chainId);
    if (!signature)
        co_return failure(signature.error());
    json::Object parts;
    parts.set(u"tx_body"_s, wire);
    parts.set(u"signature"_s, *signature);
    auto transaction = chain::SignedTransaction::fromJson(std::move(parts), network.chainId);
    if (!transaction)
        co_return failure(transaction.error());
    if (transaction->sender != ground.account.address)
        co_return failure(errors::Internal);
    Result<chain::ExecutionResult> result;
    if (gateway < 0) {
        auto any = co_await m_client.dryRun(*transaction);
        result = std::move(any);
    } else {
        auto one = co_await m_client.dryRunAt(gateway, *transaction);
        result = std::move(one);
    }
    if (!result)
        co_return failure(result.error());
    // Named, here and elsewhere: gcc 12 copies the members of an aggregate made inside co_return bit by bit.
    Trial made{std::move(*transaction), std::move(*result)};
    co_return made;
}

Task<Draft> Sender::finish(Ground ground, Trial trial, Amount leaving, QList<Fact> facts, QString replaces)
{
    const Amount available = ground.available.value_or(Amount());
    const Amount fee = trial.result.fee;
    if (!trial.result.succeeded)
        co_return failure(wouldFail(trial.result));
    if (leaving + fee > available)
        co_return failure(insufficient(leaving + fee, available));

    const Explanation explanation = explain(trial.transaction.body[u"operation"], ground.account.address);
    Draft draft;
    draft.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    draft.accountId = ground.account.id;
    draft.isUnsigned = trial.transaction.signature.isEmpty();
    draft.transaction = std::move(trial.transaction);
    draft.fee = fee;
    draft.amount = leaving;
    draft.before = available;
    draft.after = available - leaving - fee;
    draft.facts = explanation.facts;
    if (!facts.isEmpty())
        draft.facts = std::move(facts);
    for (Fact &known : draft.facts) {
        if (known.id == u"explain.transfer" && !draft.isUnsigned)
            known.args.set(u"fee"_s, fee.toString());
    }
    draft.warnings = explanation.warnings;

    auto known = co_await knownAddresses();
    if (!known)
        co_return failure(known.error());
    // Whoever has a name here is shown with it, beside the address.
    for (Fact &one : draft.facts) {
        const QString to = one.args[u"to"].string();
        for (const KnownAddress &named : std::as_const(*known)) {
            const bool counts = named.kind == KnownAddress::Kind::Contact || named.kind == KnownAddress::Kind::Account;
            if (counts && !named.name.isEmpty() && named.address.toString() == to)
                one.args.set(u"to_name"_s, named.name);
        }
    }
    QList<crypto::Address> recipients;
    for (const Fact &one : explanation.facts) {
        auto to = crypto::Address::parse(one.args[u"to"].string());
        if (to && !recipients.contains(*to))
            recipients.append(*to);
    }
    if (!recipients.isEmpty()) {
        auto exists = co_await m_client.balances(recipients);
        for (qsizetype i = 0; i < recipients.size(); ++i) {
            draft.warnings.append(recipientWarnings(recipients.at(i), *known));
            if (exists && !exists->at(i)) {
                json::Object args;
                args.set(u"address"_s, recipients.at(i).toString());
                draft.facts.append(fact(u"explain.account_creation"_s, std::move(args)));
            }
        }
    }
    if (draft.after->isZero() && leaving > Amount())
        draft.warnings.append(warning(u"warn.empties_account"_s, json::Object()));

    const Entry entry{draft, m_clock.monotonicMs(), ground.tipBlock, false, std::move(replaces)};
    m_draftOrder.append(draft.id);
    m_drafts.insert(draft.id, entry);
    while (m_draftOrder.size() > MaxDrafts)
        discard(QString(m_draftOrder.constFirst()));
    co_return draft;
}

Task<QList<KnownAddress>> Sender::knownAddresses()
{
    auto loaded = co_await m_tracker.load();
    if (!loaded)
        co_return failure(loaded.error());
    auto keys = co_await m_vault.keys();
    if (!keys)
        co_return failure(keys.error());
    auto contacts = co_await m_book.contacts();
    if (!contacts)
        co_return failure(contacts.error());
    QList<KnownAddress> known;
    if (m_apps) {
        // What is not known of apps warns of nothing; everything else still does.
        auto apps = co_await m_apps();
        if (apps)
            known = *apps;
    }
    for (const vault::KeyRecord &key : std::as_const(*keys))
        known.append({key.address, KnownAddress::Kind::Account, key.name});
    for (const Contact &contact : std::as_const(*contacts))
        known.append({contact.address, KnownAddress::Kind::Contact, contact.name});
    const QSet<crypto::Address> recipients = recipientsOf(m_tracker.records());
    for (const crypto::Address &address : recipients)
        known.append({address, KnownAddress::Kind::Recipient, QString()});
    co_return known;
}

Task<QList<Fact>> Sender::addressWarnings(crypto::Address to)
{
    auto known = co_await knownAddresses();
    if (!known)
        co_return failure(known.error());
    co_return recipientWarnings(to, *known);
}

Task<Draft> Sender::prepareTransfer(QString accountId, crypto::Address to, std::optional<Amount> amount)
{
    if (to.isEmpty())
        co_return failure(errors::AddressFormat);
    if (amount && *amount <= Amount())
        co_return failure(errors::WalletAmountZero);
    auto ground = co_await survey(std::move(accountId), QString());
    if (!ground)
        co_return failure(ground.error());
    const crypto::Address from = ground->account.address;
    if (to == from)
        co_return failure(errors::WalletToSelf);
    if (!amount && ground->account.kind == vault::KeyKind::WatchOnly)
        co_return failure(errors::OfflineAll);
    const Amount available = ground->available.value_or(Amount());
    const Amount least = Amount::fromMicro(1);
    if (amount.value_or(least) > available)
        co_return failure(insufficient(amount.value_or(least), available));

    if (amount) {
        const QString key = chain::pushId(m_clock, m_rng);
        auto run = co_await trial(*ground, chain::transferOperation(from, to, key, *amount), -1);
        if (!run)
            co_return failure(run.error());
        auto draft = co_await finish(*ground, std::move(*run), *amount, QList<Fact>(), QString());
        co_return draft;
    }
    // A dry run is a live signed transaction in the node's hands: the first one moves the least there is.
    Amount sum = least;
    for (int attempt = 0; attempt < 4; ++attempt) {
        const QString key = chain::pushId(m_clock, m_rng);
        auto run = co_await trial(*ground, chain::transferOperation(from, to, key, sum), -1);
        if (!run)
            co_return failure(run.error());
        if (!run->result.succeeded)
            co_return failure(wouldFail(run->result));
        const Amount rest = available - run->result.fee;
        if (rest <= Amount())
            co_return failure(insufficient(least + run->result.fee, available));
        if (attempt > 0 && rest == sum) {
            auto draft = co_await finish(*ground, std::move(*run), sum, QList<Fact>(), QString());
            co_return draft;
        }
        sum = rest;
    }
    co_return failure(errors::WalletNodesDisagree, {{u"what"_s, u"fee"_s}});
}

Task<> Sender::checkLockUp(json::Value operation)
{
    const QStringList paths = unstakePaths(operation);
    for (const QString &path : paths) {
        auto expiry = co_await m_client.value(path + u"/expire_at"_s, true);
        if (!expiry)
            co_return failure(expiry.error());
        const qint64 now = chainNowMs(m_client, m_clock);
        const qint64 until = expiry->toInteger() + UnstakeMarginMs;
        if (expiry->isNumber() && now < until)
            co_return failure(errors::WalletLockedUp, {{u"until"_s, until}});
    }
    co_return Result<>();
}

Task<Draft> Sender::prepare(QString accountId, json::Value operation, Amount leaving, QList<Fact> facts)
{
    if (auto checked = chain::checkOperation(operation); !checked)
        co_return failure(checked.error());
    auto ground = co_await survey(std::move(accountId), QString());
    if (!ground)
        co_return failure(ground.error());
    auto unlocked = co_await checkLockUp(operation);
    if (!unlocked)
        co_return failure(unlocked.error());
    // What the operation says outranks what the caller believes.
    const Amount sum = std::max(leaving, amountLeaving(operation, ground->account.address));
    const Amount available = ground->available.value_or(Amount());
    if (sum > available)
        co_return failure(insufficient(sum, available));
    auto run = co_await trial(*ground, std::move(operation), -1);
    if (!run)
        co_return failure(run.error());
    auto draft = co_await finish(*ground, std::move(*run), sum, std::move(facts), QString());
    co_return draft;
}

Task<Draft> Sender::prepareSigned(json::Value body, QString signature, QList<Fact> facts)
{
    json::Object parts;
    parts.set(u"tx_body"_s, body);
    parts.set(u"signature"_s, signature);
    auto transaction = chain::SignedTransaction::fromJson(std::move(parts), m_client.network().chainId);
    if (!transaction)
        co_return failure(transaction.error());
    auto ground = co_await survey(transaction->sender.toString(), QString());
    if (!ground)
        co_return failure(ground.error());
    const qint64 nonce = body[u"nonce"].toInteger(-1);
    if (ground->nonce != nonce) {
        QVariantMap args;
        args.insert(u"nonce"_s, nonce);
        args.insert(u"now"_s, ground->nonce);
        co_return failure(errors::OfflineStale, args);
    }
    auto result = co_await m_client.dryRun(*transaction);
    if (!result)
        co_return failure(result.error());
    const Amount leaving = amountLeaving(body[u"operation"], ground->account.address);
    Trial made{std::move(*transaction), std::move(*result)};
    auto draft = co_await finish(*ground, std::move(made), leaving, std::move(facts), QString());
    if (!draft)
        co_return failure(draft.error());
    m_drafts[draft->id].isFromElsewhere = true;
    co_return draft;
}

std::optional<Draft> Sender::draft(const QString &draftId) const
{
    const auto found = m_drafts.constFind(draftId);
    return found == m_drafts.constEnd() ? std::nullopt : std::optional(found->draft);
}

void Sender::discard(const QString &draftId)
{
    m_drafts.remove(draftId);
    m_draftOrder.removeAll(draftId);
}

Task<TxRecord> Sender::confirm(QString draftId, QString memo)
{
    const auto found = m_drafts.constFind(draftId);
    if (found == m_drafts.constEnd())
        co_return failure(errors::WalletDraftUnknown);
    // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): the draft may be discarded while a node is asked
    const Entry entry = *found;
    if (entry.draft.isUnsigned) {
        QVariantMap args;
        args.insert(u"address"_s, entry.draft.transaction.sender.toString());
        co_return failure(errors::VaultWatchOnly, args);
    }
    const QString account = entry.draft.accountId;
    // Two confirmations at once: the second must not pass while the first is on its way to the vault.
    if (m_confirming.contains(account))
        co_return failure(errors::WalletInFlight, {{u"hash"_s, QString()}});
    m_confirming.insert(account);
    auto record = co_await confirmEntry(entry, std::move(memo));
    m_confirming.remove(account);
    if (record)
        discard(draftId);
    if (record && entry.isFromElsewhere) {
        // A request that stays behind could only be refused: its number is used up.
        [[maybe_unused]] auto removed = co_await m_vault.remove(OfflineRecordKind, record->hash);
    }
    co_return record;
}

Task<> Sender::checkAgain(Entry entry)
{
    const QString account = entry.draft.accountId;
    auto loaded = co_await m_tracker.load();
    if (!loaded)
        co_return failure(loaded.error());
    if (const auto other = m_tracker.inFlight(account, entry.replaces); other && entry.replaces.isEmpty())
        co_return failure(errors::WalletInFlight, {{u"hash"_s, *other}});
    auto fresh = co_await checkTip();
    if (!fresh)
        co_return failure(fresh.error());
    auto nonce = co_await agreedNonce(entry.draft.transaction.sender, m_tracker.nextKnownNonce(account));
    if (!nonce)
        co_return failure(nonce.error());
    // Something else used the nonce since: these bytes can't be executed any more.
    if (*nonce != entry.draft.transaction.body[u"nonce"].toInteger(-1))
        co_return failure(errors::WalletDraftUnknown);
    if (m_clock.monotonicMs() - entry.madeAt <= FreshDraftMs || !entry.replaces.isEmpty())
        co_return Result<>();
    auto result = co_await m_client.dryRun(entry.draft.transaction);
    if (!result)
        co_return failure(result.error());
    if (!result->succeeded)
        co_return failure(wouldFail(*result));
    const Amount shown = entry.draft.fee;
    if (result->fee.micro() > shown.micro() + shown.micro() / FeeToleranceParts)
        co_return failure(errors::WalletFeeChanged,
                          {{u"shown"_s, shown.toString()}, {u"now"_s, result->fee.toString()}});
    co_return Result<>();
}

Task<TxRecord> Sender::confirmEntry(Entry entry, QString memo)
{
    auto good = co_await checkAgain(entry);
    if (!good)
        co_return failure(good.error());
    const Draft &draft = entry.draft;
    StoredTx tx;
    tx.sender = draft.transaction.sender;
    tx.signedAtBlock = entry.signedAtBlock;
    tx.genesis = m_client.network().genesisHash;
    TxRecord &record = tx.record;
    record.hash = draft.transaction.hashText();
    record.accountId = draft.accountId;
    record.network = m_client.network().id;
    record.body = draft.transaction.body;
    record.signature = draft.transaction.signature;
    record.nonce = record.body[u"nonce"].toInteger(-1);
    record.status.state = TxState::Signed;
    record.facts = draft.facts;
    record.memo = memo.left(1000);
    record.amount = draft.amount;
    record.fee = draft.fee;
    record.createdMs = m_clock.nowMs();
    // On disk before any node sees it: whatever happens from here on, the next start knows these bytes.
    auto saved = co_await m_tracker.store(tx);
    if (!saved)
        co_return failure(saved.error());
    auto answer = co_await m_client.send(draft.transaction);
    if (answer && (answer->accepted || answer->rejected)) {
        record.status.state = answer->rejected  ? TxState::Rejected
            : answer->provisional.succeeded     ? TxState::Accepted
            : answer->provisional.code == 10701 ? TxState::Accepted
                                                : TxState::Failing;
        record.status.result = answer->provisional;
        if (answer->rejected) {
            record.finalMs = m_clock.nowMs();
            record.amount = Amount();
            record.fee = Amount();
        }
        if (const StoredTx *now = m_tracker.find(record.hash); now != nullptr)
            record.memo = now->record.memo;
        // The bytes are on disk and a node may have them: failing to note its answer must not look like failing to
        // send. The tracker writes what it finds out.
        auto stored = co_await m_tracker.store(tx);
        Q_UNUSED(stored)
    }
    const TxRecord result = record;
    // No usable answer is no news either: it stays "signed" and the tracker finds out. Rejected bytes may come back.
    m_tracker.follow(result.hash, true);
    co_return result;
}

} // namespace ain::wallet
