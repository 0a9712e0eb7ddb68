#include "app/cli/journey.h"

#include "app/cli/secretinput.h"
#include "app/services/filewrite.h"
#include "core/crypto/hash.h"
#include "core/json/writer.h"
#include "ui/text/errortext.h"

#include <QDir>
#include <QProcess>

#include <array>
#include <cstdio>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 sentMicro = 1'250'000;
constexpr qint64 killedMicro = 500'000;

} // namespace

Journey::Journey(Session &session, JourneyOptions options)
    : m_session(session),
      m_options(std::move(options)),
      m_network(session.networkName()),
      m_passwordFile(path(u"vault-password.txt"_s))
{
}

Journey::~Journey() = default;

tl::unexpected<Error> Journey::unexpectedFinding(const QString &what)
{
    QVariantMap args;
    args.insert(u"what"_s, what);
    return failure(errors::InvalidArgument, args);
}

Task<json::Value> Journey::run()
{
    struct NamedStep {
        const char *name;
        Step step;
    };
    static constexpr std::array steps{
        NamedStep{"create_vault", &Journey::createVault},
        NamedStep{"create_wallet", &Journey::createWallet},
        NamedStep{"fund", &Journey::fund},
        NamedStep{"send", &Journey::send},
        NamedStep{"create_collection", &Journey::createCollection},
        NamedStep{"draw", &Journey::draw},
        NamedStep{"mint", &Journey::mint},
        NamedStep{"refuse_second_mint", &Journey::refuseSecondMint},
        NamedStep{"see_token", &Journey::seeToken},
        NamedStep{"check_recipe", &Journey::checkRecipe},
        NamedStep{"quit_and_restart", &Journey::quitAndRestart},
        NamedStep{"kill_while_sending", &Journey::killWhileSending},
        NamedStep{"give_token", &Journey::giveToken},
        NamedStep{"prove_owner", &Journey::proveOwner},
        NamedStep{"restore_backup", &Journey::restoreBackup},
        NamedStep{"restore_words", &Journey::restoreWords},
    };

    bool ok = true;
    json::Array report;
    for (const NamedStep &step : steps) {
        QElapsedTimer timer;
        timer.start();
        Task<> running = (this->*step.step)();
        auto done = co_await std::move(running);
        json::Object entry;
        entry.set(u"name"_s, QString::fromLatin1(step.name));
        entry.set(u"ok"_s, done.has_value());
        entry.set(u"ms"_s, timer.elapsed());
        ok = done.has_value();
        QString line = u"%1 %2 %3 ms"_s.arg(ok ? u"✓"_s : u"✗"_s, QString::fromLatin1(step.name).leftJustified(20))
                           .arg(timer.elapsed(), 6);
        if (!done) {
            json::Object error;
            error.set(u"code"_s, done.error().code.toString());
            error.set(u"message"_s, text::errorSentence(done.error()));
            entry.set(u"error"_s, std::move(error));
            line += u"  "_s + text::errorSentence(done.error());
        }
        report.emplace_back(std::move(entry));
        std::fprintf(stderr, "%s\n", line.toLocal8Bit().constData());
        if (!ok)
            break;
    }
    m_phrase.clear();

    json::Object out;
    out.set(u"ok"_s, ok);
    out.set(u"steps"_s, std::move(report));
    out.set(u"directory"_s, m_options.directory);
    out.set(u"network"_s, m_network);
    out.set(u"prompt"_s, m_recipe.prompt);
    out.set(u"image"_s, path(u"picture.png"_s));
    out.set(u"token"_s, m_tokenId.isEmpty() ? json::Value() : json::Value(m_collection.objectId + u'/' + m_tokenId));
    out.set(u"owner"_s, m_friend.address.isEmpty() ? json::Value() : json::Value(m_friend.address.toString()));
    out.set(u"proof"_s, m_proof);
    json::Value result(std::move(out));
    writeReport(result);
    co_return result;
}

void Journey::writeReport(const json::Value &report) const
{
    // The way is over either way; a report that can't be written is told, the result stands.
    if (const auto written = app::writeFile(path(u"report.json"_s), json::pretty(report) + '\n'); !written)
        std::fprintf(stderr, "%s\n", text::errorSentence(written.error()).toLocal8Bit().constData());
}

Task<> Journey::createVault()
{
    if (!QDir().mkpath(m_options.directory)) {
        QVariantMap args;
        args.insert(u"path"_s, m_options.directory);
        co_return failure(errors::FileWrite, args);
    }
    // The vault is left behind for the user to look into, so its password is too: play money, in a private file.
    const SecretBytes random = SecretBytes::random(16);
    const QByteArray password = crypto::toHex(random.bytes()).toLatin1();
    if (const auto written = app::writeFile(m_passwordFile, password + '\n'); !written)
        co_return failure(written.error());
    m_session.reopen(path(u"data"_s));
    auto created = co_await m_session.services().vault().create(SecretBytes::copyOf(QByteArrayView(password)));
    co_return created;
}

Task<> Journey::createWallet()
{
    auto connected = co_await m_session.openNetwork();
    if (!connected)
        co_return failure(connected.error());
    auto &services = m_session.services();
    auto creator = co_await services.wallet().createAccount(12, crypto::PathFamily::Ain, u"Creator"_s);
    if (!creator)
        co_return failure(creator.error());
    m_creator = *creator;
    auto other = co_await services.wallet().addAccount(m_creator.seedId, crypto::PathFamily::Ain, u"Friend"_s);
    if (!other)
        co_return failure(other.error());
    m_friend = *other;
    auto password = readSecretFile(m_passwordFile);
    if (!password)
        co_return failure(password.error());
    auto phrase = co_await services.vault().exportMnemonic(m_creator.seedId, std::move(*password));
    if (!phrase)
        co_return failure(phrase.error());
    m_phrase = std::move(*phrase);
    co_return Result<>();
}

Task<wallet::TxRecord> Journey::confirm(wallet::Draft draft)
{
    auto &wallet = m_session.services().wallet();
    auto sent = co_await wallet.confirm(draft.id, {});
    if (!sent)
        co_return failure(sent.error());
    auto done = co_await wallet.finished(sent->hash);
    co_return done;
}

Task<> Journey::fund()
{
    auto &services = m_session.services();
    const Amount start = Amount::fromMicro(20 * Amount::MicroPerAin);
    if (m_options.funderKeyFile.isEmpty()) {
        auto hash = co_await services.fund(m_creator.address, start);
        if (!hash)
            co_return failure(hash.error());
    } else {
        auto hex = readSecretFile(m_options.funderKeyFile);
        if (!hex)
            co_return failure(hex.error());
        auto key = crypto::PrivateKey::fromHex(*hex);
        if (!key)
            co_return failure(key.error());
        auto funder = co_await services.vault().addPrivateKey(std::make_shared<crypto::PrivateKey>(std::move(*key)),
                                                              services.wallet().network().id, u"Funder"_s, false);
        if (!funder)
            co_return failure(funder.error());
        auto draft = co_await services.wallet().prepareTransfer(funder->id, m_creator.address, start);
        if (!draft)
            co_return failure(draft.error());
        auto sent = co_await confirm(std::move(*draft));
        if (!sent)
            co_return failure(sent.error());
    }
    auto balance = co_await m_session.awaitBalance(m_creator.address, start);
    if (!balance)
        co_return failure(balance.error());
    co_return Result<>();
}

Task<> Journey::send()
{
    auto &services = m_session.services();
    auto draft =
        co_await services.wallet().prepareTransfer(m_creator.id, m_friend.address, Amount::fromMicro(sentMicro));
    if (!draft)
        co_return failure(draft.error());
    auto sent = co_await confirm(std::move(*draft));
    if (!sent)
        co_return failure(sent.error());
    auto balance = co_await services.client().balance(m_friend.address);
    if (!balance)
        co_return failure(balance.error());
    m_sentToFriend = Amount::fromMicro(sentMicro);
    if (*balance != m_sentToFriend)
        co_return unexpectedFinding(balance->toString());
    co_return Result<>();
}

Task<> Journey::openAgain()
{
    m_session.reopen(path(u"data"_s));
    auto password = readSecretFile(m_passwordFile);
    if (!password)
        co_return failure(password.error());
    auto opened = co_await m_session.services().vault().unlock(std::move(*password));
    if (!opened)
        co_return opened;
    auto connected = co_await m_session.openNetwork();
    if (!connected)
        co_return connected;
    auto resumed = co_await m_session.services().wallet().resume();
    co_return resumed;
}

Task<> Journey::quitAndRestart()
{
    auto opened = co_await openAgain();
    if (!opened)
        co_return opened;
    auto seen = co_await expectToken(m_creator.address);
    co_return seen;
}

/// Starts a process that sends, kills it, and gives how long it lived in ms.
Task<qint64> Journey::killOneSend(int afterMs)
{
    auto process = std::make_unique<QProcess>();
    process->setProgram(QCoreApplication::applicationFilePath());
    process->setArguments({u"--data"_s, path(u"data"_s), u"--network"_s, m_network, u"--password-file"_s,
                           m_passwordFile, u"--json"_s, u"send"_s, u"--from"_s, m_creator.id,
                           m_friend.address.toString(), Amount::fromMicro(killedMicro).toString()});
    process->setStandardOutputFile(QProcess::nullDevice());
    process->setStandardErrorFile(QProcess::nullDevice());
    QElapsedTimer lived;
    lived.start();
    auto ended = std::make_shared<Promise<qint64>>();
    auto task = ended->task();
    connect(process.get(), &QProcess::finished, this, [ended, lived] { ended->finish(lived.elapsed()); });
    connect(process.get(), &QProcess::errorOccurred, this, [ended, lived] { ended->finish(lived.elapsed()); });
    process->start();
    auto slept = co_await sleepFor(this, afterMs);
    if (!slept)
        co_return failure(slept.error());
    process->kill();
    auto life = co_await std::move(task);
    co_return life;
}

Task<> Journey::waitForKnownEnds()
{
    auto &wallet = m_session.services().wallet();
    for (int i = 0; i < 240; ++i) {
        auto records = co_await wallet.transactions();
        if (!records)
            co_return failure(records.error());
        const bool open = std::any_of(records->begin(), records->end(),
                                      [](const auto &record) { return !chain::isEnd(record.status.state); });
        if (!open)
            co_return Result<>();
        auto slept = co_await sleepFor(this, 500);
        if (!slept)
            co_return slept;
    }
    co_return unexpectedFinding(u"a transaction that never ends"_s);
}

Task<> Journey::killWhileSending()
{
    // Before, while and after the transaction is signed and sent (unlocking alone takes about a second).
    for (const int afterMs : {300, 1200, 1700, 2300}) {
        m_session.close();
        auto life = co_await killOneSend(afterMs);
        if (!life)
            co_return failure(life.error());
        auto opened = co_await openAgain();
        if (!opened)
            co_return opened;
        auto ended = co_await waitForKnownEnds();
        if (!ended)
            co_return ended;
    }
    // Each saved transaction happened exactly once, and nothing else did.
    auto &services = m_session.services();
    auto records = co_await services.wallet().transactions();
    if (!records)
        co_return failure(records.error());
    Amount expected = m_sentToFriend;
    for (const auto &record : *records) {
        if (record.amount == Amount::fromMicro(killedMicro) && record.status.state == chain::TxState::Final)
            expected = expected + record.amount;
    }
    auto balance = co_await services.client().balance(m_friend.address);
    if (!balance)
        co_return failure(balance.error());
    if (*balance != expected)
        co_return unexpectedFinding(balance->toString());
    m_sentToFriend = expected;
    co_return Result<>();
}

Task<> Journey::restoreBackup()
{
    const QString file = path(u"vault.backup"_s);
    auto saved = co_await m_session.services().vault().backup(file);
    if (!saved)
        co_return saved;
    m_session.reopen(path(u"restored-backup"_s), path(u"data/practice"_s));
    auto password = readSecretFile(m_passwordFile);
    if (!password)
        co_return failure(password.error());
    auto restored = co_await m_session.services().vault().restore(file, password->clone());
    if (!restored)
        co_return restored;
    if (m_session.services().vault().state() != vault::Vault::State::Open) {
        auto opened = co_await m_session.services().vault().unlock(std::move(*password));
        if (!opened)
            co_return opened;
    }
    auto connected = co_await m_session.openNetwork();
    if (!connected)
        co_return connected;
    auto seen = co_await expectToken(m_friend.address);
    co_return seen;
}

Task<> Journey::restoreWords()
{
    m_session.reopen(path(u"restored-words"_s), path(u"data/practice"_s));
    auto password = readSecretFile(m_passwordFile);
    if (!password)
        co_return failure(password.error());
    auto &services = m_session.services();
    auto created = co_await services.vault().create(std::move(*password));
    if (!created)
        co_return created;
    auto connected = co_await m_session.openNetwork();
    if (!connected)
        co_return connected;
    auto mnemonic = crypto::Mnemonic::parse(m_phrase);
    if (!mnemonic)
        co_return failure(mnemonic.error());
    auto accounts = co_await services.wallet().restoreAccounts(std::make_shared<crypto::Mnemonic>(std::move(*mnemonic)),
                                                               SecretBytes(), crypto::PathFamily::Ain);
    if (!accounts)
        co_return failure(accounts.error());
    int found = 0;
    for (const auto &account : *accounts)
        found += int(account.address == m_creator.address || account.address == m_friend.address);
    if (found != 2)
        co_return unexpectedFinding(u"the phrase did not bring back both accounts"_s);
    auto collection = co_await services.ainft().collection(m_collection.objectId);
    if (!collection)
        co_return failure(collection.error());
    auto remembered = co_await services.ainft().remember(*collection);
    if (!remembered)
        co_return remembered;
    auto seen = co_await expectToken(m_friend.address);
    co_return seen;
}

} // namespace ain::cli
