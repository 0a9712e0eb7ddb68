// Backends with made-up data, for tests and pictures of the window. Everything answers at once unless told to fail.
#pragma once

#include "core/base/clock.h"
#include "core/json/writer.h"
#include "tests/support/light/proofmaker.h"
#include "tests/support/light/syntheticstate.h"
#include "tests/ui/fakeask.h"
#include "tests/ui/fakeearnings.h"
#include "tests/ui/fakeenlist.h"
#include "tests/ui/fakeoffline.h"
#include "tests/ui/fakepool.h"
#include "tests/ui/fakeshare.h"
#include "tests/ui/fakestudio.h"
#include "ui/backend/backends.h"

#include <QColor>
#include <QFile>

namespace ain::ui::fake {

using namespace Qt::StringLiterals;

inline const QString MyAddress = u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96"_s;
inline const QString OtherAddress = u"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"_s;
/// Begins and ends like OtherAddress.
inline const QString LookAlikeAddress = u"0xf39F0000000000000000000000000000DdeA2266"_s;
inline const QByteArray Phrase = "test test test test test test test test test test test junk";
inline const QByteArray KeyHex = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

class FixedClock final : public Clock {
public:
    [[nodiscard]] qint64 nowMs() const override { return Now; }
    [[nodiscard]] qint64 monotonicMs() const override { return 0; }
};

/// A chain of three validators whose newest final block is twelve seconds old and holds the balance of MyAddress, with
/// everything that a proof of it needs.
struct ProvenChain {
    static constexpr qint64 Number = (Now - 12'000 - light::testing::SyntheticChain::GenesisTimeMs) / 1000;
    static constexpr double Balance = 1284.507311;
    light::testing::SyntheticChain chain{3, 0, Number - 1};
    light::Checkpoint checkpoint;
    std::optional<light::FinalBlock> block;
    light::ProofBundle bundle;

    ProvenChain()
    {
        const json::Value state = light::testing::syntheticState(chain.set(), MyAddress, Balance);
        light::testing::BlockContent content;
        content.stateHash = light::testing::stateHashOf(state);
        checkpoint = chain.checkpoint(chain.tip().hash());
        checkpoint.source = u"practice"_s;
        const light::VotedHeader first = chain.voted();
        const light::VotedHeader second = chain.appendVoted(content);
        const light::VotedHeader third = chain.appendVoted();
        block = *light::FinalityVerifier(chain.set(), 0).verify(first, second, third);
        bundle.network = u"practice"_s;
        bundle.genesisHash = checkpoint.genesisHash;
        bundle.checkpointHash = checkpoint.hash;
        bundle.finality.triple = {first, second, third};
        bundle.path = *light::StatePath::value(u"/accounts/"_s + MyAddress + u"/balance"_s);
        bundle.state = light::testing::proofOf(state, *bundle.path);
        bundle.madeAtMs = Now;
    }
    static const ProvenChain &shared()
    {
        static const ProvenChain chain;
        return chain;
    }
};

/// A fact that follows from the block of ProvenChain.
inline ProofState proven()
{
    ProofState state;
    const ProvenChain &chain = ProvenChain::shared();
    state.mark = light::ProofMark::of(light::testing::ProofMaker::make(0, *chain.block));
    state.bundle = std::make_shared<const light::ProofBundle>(chain.bundle);
    state.seenAtMs = Now;
    return state;
}
inline ProofState older()
{
    ProofState state = proven();
    state.mark = state.mark.older();
    state.why = Error{ErrorCode("light.behind"), {{u"seconds"_s, 12}}, {}};
    return state;
}
inline ProofState appsWord()
{
    ProofState state = proven();
    state.mark = light::ProofMark::appsWord(*ProvenChain::shared().block, u"node.example.org"_s);
    return state;
}
inline ProofState unproven()
{
    ProofState state;
    state.claimedBlock = {4'218'334, u"node.example.org"_s, Now};
    state.mark = light::ProofMark::unproven(state.claimedBlock);
    state.seenAtMs = Now;
    state.why = Error{ErrorCode("light.state_moved"), {{u"host"_s, u"node.example.org"_s}}, {}};
    return state;
}
inline ProofState checking()
{
    ProofState state = unproven();
    state.why.reset();
    state.isChecking = true;
    return state;
}
inline ProofState contradicted()
{
    ProofState state = proven();
    state.mark = light::ProofMark::contradicted(u"node.example.org"_s);
    state.why =
        Error{ErrorCode("light.proof"), {{u"path"_s, u"/values/accounts/"_s + MyAddress}, {u"what"_s, u"hash"_s}}, {}};
    return state;
}

class Vault final : public VaultBackend {
public:
    VaultState now = VaultState::Open;
    bool password = true;
    SecretBytes right = SecretBytes::copyOf(QByteArrayView("correct horse"));
    [[nodiscard]] VaultState state() const override { return now; }
    [[nodiscard]] bool hasPassword() const override { return password; }
    [[nodiscard]] int retryAfterMs() const override { return 0; }
    [[nodiscard]] qint64 lastBackupMs() const override { return 0; }
    void become(VaultState state)
    {
        now = state;
        Q_EMIT stateChanged(state);
    }
    Task<> create(SecretBytes secret) override
    {
        right = std::move(secret);
        become(VaultState::Open);
        return Task<>::finished({});
    }
    Task<> unlock(SecretBytes secret) override
    {
        if (!(secret == right))
            return Task<>::finished(failure(ErrorCode("vault.wrong_passphrase")));
        become(VaultState::Open);
        return Task<>::finished({});
    }
    void lock() override { become(VaultState::Locked); }
    Task<> changePassword(SecretBytes, SecretBytes next) override
    {
        right = std::move(next);
        password = true;
        Q_EMIT passwordChanged();
        return Task<>::finished({});
    }
    Task<> backup(QString) override { return Task<>::finished({}); }
    Task<> restore(QString, SecretBytes) override { return Task<>::finished({}); }
    qint64 drilledMs = 0;
    bool drillDue = false;
    int drills = 0;
    DrillResult drill;
    [[nodiscard]] qint64 lastDrillMs() const override { return drilledMs; }
    [[nodiscard]] bool isDrillDue() const override { return drillDue; }
    Task<DrillResult> drillWords(SecretBytes, SecretBytes) override
    {
        ++drills;
        return Task<DrillResult>::finished(drill);
    }
    Task<DrillResult> drillFile(QString, SecretBytes secret) override
    {
        ++drills;
        if (!(secret == right))
            return Task<DrillResult>::finished(failure(ErrorCode("vault.wrong_passphrase")));
        return Task<DrillResult>::finished(drill);
    }
};

class Wallet final : public WalletBackend {
public:
    QList<Account> all{{u"a"_s, {}, MyAddress, u"m/44'/412'/0'/0/0"_s, u"practice"_s, false},
                       {u"b"_s, u"Savings"_s, OtherAddress, {}, u"practice"_s, true}};
    QList<HistoryRow> rows;
    QList<NonceEntry> lane;
    SendRequest lastRequest;
    std::optional<Error> sendError;
    bool needsOtherDevice = false; ///< as of a watched account
    ProofState proof = proven();
    QStringList asked; ///< transactions whose proof was asked for
    Wallet()
    {
        const auto row = [this](HistoryKind kind, const QString &name, const QString &subject, qint64 micro,
                                int minutes, Stage stage) {
            HistoryRow entry;
            entry.id = u"0x1c4b7f0000000000000000000000000000000000000000000000000000a07d%1"_s.arg(rows.size(), 2, 10,
                                                                                                   QChar(u'0'));
            entry.kind = kind;
            entry.name = name;
            entry.subject = subject;
            if (kind == HistoryKind::Sent || kind == HistoryKind::Received)
                entry.address = OtherAddress;
            entry.amount = Amount::fromMicro(micro);
            entry.timeMs = Now - minutes * 60'000LL;
            entry.stage = stage;
            if (stage == Stage::Final && minutes < 1000)
                entry.proof = proven();
            entry.nonce = 43 - rows.size();
            if (minutes < 1000 && stage != Stage::InBlock)
                entry.balanceAfter = Amount::fromMicro(1'284'507'311 - rows.size() * 1'000'000);
            rows.append(entry);
        };
        row(HistoryKind::Sent, u"Haneul"_s, {}, -3'250'000, 2, Stage::InBlock);
        row(HistoryKind::Minted, {}, u"Pixel Cat #12"_s, 0, 5, Stage::Final);
        row(HistoryKind::CollectionCreated, {}, u"Pixel Cats"_s, 0, 9, Stage::Final);
        row(HistoryKind::Received, u"Mint Pool"_s, {}, 120'000'000, 65, Stage::Final);
        row(HistoryKind::Staked, {}, u"pixel_cats"_s, -10'000'000, 70, Stage::Reverted);
        row(HistoryKind::Received, {}, {}, 1'000'000'000, 1500, Stage::Final);
        lane = {{41, u"0x41"_s, Stage::Final, false},
                {42, u"0x42"_s, Stage::Final, false},
                {43, u"0x43"_s, Stage::InBlock, false}};
    }
    [[nodiscard]] QList<Account> accounts() const override { return all; }
    [[nodiscard]] std::optional<Account> currentAccount() const override
    {
        return all.isEmpty() ? std::nullopt : std::optional(all.first());
    }
    void setCurrentAccount(const QString &) override { Q_EMIT currentAccountChanged(); }
    [[nodiscard]] std::optional<BalanceView> balance() const override
    {
        if (all.isEmpty())
            return std::nullopt;
        BalanceView view;
        view.amount = Amount::fromMicro(1'284'507'311);
        view.nonce = 43;
        view.proof = proof;
        return view;
    }
    void tell(const ProofState &state)
    {
        proof = state;
        Q_EMIT balanceChanged();
    }
    [[nodiscard]] QList<HistoryRow> history() const override { return rows; }
    [[nodiscard]] QList<NonceEntry> nonceLane() const override { return lane; }
    HistoryCoverage coverage{4'200'000, 4'218'334, false, 0, 0, {}};
    QList<bool> lookedBack;
    QString savedTable;
    [[nodiscard]] HistoryCoverage historyCoverage() const override { return coverage; }
    Task<> lookFurtherBack(bool everything) override
    {
        lookedBack += everything;
        return Task<>::finished({});
    }
    Task<> saveHistory(QString path) override
    {
        savedTable = path;
        return Task<>::finished({});
    }
    Task<> refresh() override { return Task<>::finished({}); }
    Task<ProofState> proveTransaction(QString hash) override
    {
        asked += hash;
        for (HistoryRow &row : rows) {
            if (row.id == hash)
                row.proof = proven();
        }
        Q_EMIT historyChanged();
        return Task<ProofState>::finished(proven());
    }
    [[nodiscard]] Result<QString> checkAddress(const QString &text) const override
    {
        if (text.size() == 42 && text.startsWith(u"0x"))
            return text;
        return failure(ErrorCode("address.format"), {{u"text"_s, text}});
    }
    [[nodiscard]] static bool isZero(const QString &address) { return address == u"0x"_s + QString(40, u'0'); }
    [[nodiscard]] static Warning unowned(const QString &address)
    {
        Warning warning;
        warning.kind = WarningKind::Unowned;
        warning.address = address;
        return warning;
    }
    [[nodiscard]] QList<Warning> addressWarnings(const QString &address) const override
    {
        if (isZero(address))
            return {unowned(address)};
        if (address == LookAlikeAddress)
            return {{WarningKind::LookAlike, address, OtherAddress, u"Haneul"_s}};
        return {{WarningKind::FirstTime, address, {}, {}}};
    }
    [[nodiscard]] static Preview preview(const QString &sentence, qint64 micro)
    {
        Preview out;
        out.id = u"preview-1"_s;
        out.amount = Amount::fromMicro(micro);
        out.fee = Amount::fromMicro(1'234);
        out.total = out.amount + out.fee;
        out.before = Amount::fromMicro(1'284'507'311);
        out.after = out.before - out.total;
        out.sentences = {sentence};
        out.rawJson = u"{\n  \"nonce\": 44,\n  \"operation\": {}\n}"_s;
        out.warnings = {{WarningKind::FirstTime, OtherAddress, {}, {}}};
        return out;
    }
    Task<Preview> prepareSend(SendRequest request) override
    {
        lastRequest = request;
        if (sendError)
            return Task<Preview>::finished(failure(*sendError));
        Preview out = preview(u"3.25 AIN → "_s + OtherAddress, request.amount ? request.amount->micro() : 0);
        out.needsOtherDevice = needsOtherDevice;
        if (isZero(request.to))
            out.warnings.prepend(unowned(request.to));
        if (request.to == LookAlikeAddress)
            out.warnings = addressWarnings(request.to);
        if (request.to == OtherAddress) {
            out.to = OtherAddress;
            out.toName = u"Haneul"_s;
        }
        return Task<Preview>::finished(out);
    }
    QString replaced;
    Task<Preview> prepareReplacement(QString hash) override
    {
        replaced = hash;
        return Task<Preview>::finished(preview(u"#43"_s, 0));
    }
    [[nodiscard]] Result<PaymentLink> readPaymentLink(const QString &text) const override
    {
        // As much of the form as the pages need: "ain:ADDRESS?amount=A".
        const QString address = text.mid(4).section(u'?', 0, 0);
        const auto checked = checkAddress(address);
        if (!text.startsWith(u"ain:") || !checked)
            return failure(errors::InvalidArgument, {{u"what"_s, text}});
        if (text.contains(u"network=mainnet"))
            return failure(ErrorCode("wallet.payment_network"),
                           {{u"network"_s, u"mainnet"_s}, {u"here"_s, u"practice"_s}});
        PaymentLink link{*checked, std::nullopt, {}, text.contains(u"network=")};
        if (const auto amount = Amount::parse(text.section(u"amount="_s, 1).section(u'&', 0, 0)))
            link.amount = *amount;
        return link;
    }
    [[nodiscard]] QString paymentUri(std::optional<Amount> amount) const override
    {
        return amount ? u"ain:%1?amount=%2"_s.arg(MyAddress, amount->toString()) : u"ain:"_s + MyAddress;
    }
};

class Accounts final : public AccountBackend {
public:
    Vault &vault;
    Wallet &wallet;
    int added = 0;
    Accounts(Vault &v, Wallet &w) : vault(v), wallet(w) { }
    Task<Account> add()
    {
        ++added;
        return Task<Account>::finished(Account{u"n"_s, {}, MyAddress, {}, u"practice"_s, false});
    }
    Task<> startPractice() override
    {
        ++added;
        vault.password = false;
        vault.become(VaultState::Open);
        return Task<>::finished({});
    }
    Task<SecretBytes> createMnemonic(int) override
    {
        return Task<SecretBytes>::finished(SecretBytes::copyOf(QByteArrayView(Phrase)));
    }
    [[nodiscard]] QStringList wordList(const QString &) const override { return {}; }
    [[nodiscard]] Result<void> checkMnemonic(const SecretBytes &phrase) const override
    {
        if (phrase.size() < 40)
            return failure(ErrorCode("mnemonic.length"), {{u"count"_s, 3}});
        return {};
    }
    Task<Account> addMnemonic(SecretBytes, SecretBytes, DerivationPath, QString) override { return add(); }
    Task<QList<FoundAccount>> scanMnemonic(SecretBytes, SecretBytes) override
    {
        return Task<QList<FoundAccount>>::finished(QList<FoundAccount>{
            {u"m/44'/412'/0'/0/0"_s, DerivationPath::Ain, 0, MyAddress, Amount::fromMicro(5'000'000), true},
            {u"m/44'/60'/0'/0/0"_s, DerivationPath::Eth, 0, OtherAddress, {}, false}});
    }
    Task<QList<Account>> importFound(QStringList paths) override
    {
        added += int(paths.size());
        return Task<QList<Account>>::finished(QList<Account>{});
    }
    void discardScan() override { }
    Task<Account> importKeystore(QByteArray, SecretBytes, QString) override { return add(); }
    Task<Account> importPrivateKey(SecretBytes, QString) override { return add(); }
    Task<Account> addWatchOnly(QString, QString) override { return add(); }
    Task<> rename(QString, QString) override { return Task<>::finished({}); }

    int exports = 0;
    bool phraseNeedsPassphrase = false;
    QStringList writtenFiles;
    SecretBytes filePassword;
    [[nodiscard]] bool opens(const SecretBytes &password) const { return !vault.password || password == vault.right; }
    Task<ExportedPhrase> exportPhrase(QString, SecretBytes password) override
    {
        if (!opens(password))
            return Task<ExportedPhrase>::finished(failure(ErrorCode("vault.wrong_passphrase")));
        ++exports;
        ExportedPhrase phrase;
        phrase.words = SecretBytes::copyOf(QByteArrayView(Phrase));
        phrase.needsPassphrase = phraseNeedsPassphrase;
        return Task<ExportedPhrase>::finished(std::move(phrase));
    }
    Task<SecretBytes> exportPrivateKey(QString, SecretBytes password) override
    {
        if (!opens(password))
            return Task<SecretBytes>::finished(failure(ErrorCode("vault.wrong_passphrase")));
        ++exports;
        return Task<SecretBytes>::finished(SecretBytes::copyOf(QByteArrayView(KeyHex)));
    }
    Task<> exportKeystore(QString, SecretBytes password, SecretBytes newPassword, QString path) override
    {
        if (!opens(password))
            return Task<>::finished(failure(ErrorCode("vault.wrong_passphrase")));
        if (writtenFiles.contains(path))
            return Task<>::finished(failure(errors::FileExists, {{u"path"_s, path}}));
        ++exports;
        writtenFiles += path;
        filePassword = std::move(newPassword);
        return Task<>::finished({});
    }
};

class Operations final : public OperationsBackend {
public:
    int confirmed = 0;
    Task<> confirm(QString) override
    {
        ++confirmed;
        return Task<>::finished({});
    }
    void discard(const QString &) override { }
    [[nodiscard]] QList<Progress> running() const override { return {}; }
    void tell(Stage stage, bool done, std::optional<Error> error = {})
    {
        Progress out;
        out.operationId = u"preview-1"_s;
        out.stage = stage;
        out.done = done;
        out.error = std::move(error);
        Q_EMIT progress(out);
    }
};

class Networks final : public NetworkBackend {
public:
    QList<Network> all{{u"practice"_s, NetworkKind::Practice, {}},
                       {u"testnet"_s, NetworkKind::Testnet, u"https://testnet.invalid"_s},
                       {u"mainnet"_s, NetworkKind::Mainnet, u"https://mainnet.invalid"_s}};
    QString chosen = u"practice"_s;
    [[nodiscard]] QList<Network> networks() const override { return all; }
    [[nodiscard]] Network current() const override
    {
        for (const Network &network : all) {
            if (network.id == chosen)
                return network;
        }
        return all.first();
    }
    [[nodiscard]] ChainStatus status() const override
    {
        return {ChainState::Following, 4'218'334, Now - 12'000, u"127.0.0.1"_s, {}};
    }
    Task<> select(QString id) override
    {
        chosen = id;
        Q_EMIT currentChanged();
        return Task<>::finished({});
    }
    Task<Network> addCustom(QString url) override
    {
        all.append({url, NetworkKind::Custom, url});
        return Task<Network>::finished(all.last());
    }
    QString ownNode;
    [[nodiscard]] QString node() const override { return ownNode; }
    Task<> setNode(QString url) override
    {
        if (!url.isEmpty() && !url.startsWith(u"http"))
            return Task<>::finished(failure(errors::NetworkUrl, {{u"text"_s, url}}));
        ownNode = url;
        Q_EMIT currentChanged();
        return Task<>::finished({});
    }
    Task<QList<GatewayHealth>> checkHealth() override
    {
        return Task<QList<GatewayHealth>>::finished(QList<GatewayHealth>{});
    }
    Task<> refresh() override { return Task<>::finished({}); }
    Task<Amount> requestFaucet() override { return Task<Amount>::finished(Amount::fromMicro(100'000'000)); }
};

class Collections final : public CollectionBackend {
public:
    QList<Collection> all;
    QList<Token> mine;
    MintRequest lastMint;
    CollectionRequest lastCreate;
    void fill()
    {
        Collection cats;
        cats.objectId = u"0xAb00000000000000000000000000000000000001"_s;
        cats.name = u"Pixel Cats"_s;
        cats.symbol = u"CAT"_s;
        cats.maxSupply = 100;
        cats.minted = 7;
        cats.mine = true;
        cats.rulesProof = proven();
        cats.isClosed = true;
        Collection birds = cats;
        birds.objectId = u"0xAb00000000000000000000000000000000000002"_s;
        birds.name = u"Paper Birds"_s;
        birds.symbol = u"BIRD"_s;
        birds.layout = Layout::Compat;
        birds.isClosed = false;
        birds.maxSupply.reset();
        birds.minted = 2;
        all = {cats, birds};
        for (int i = 0; i < 9; ++i) {
            Token token;
            const Collection &home = i < 7 ? cats : birds;
            token.objectId = home.objectId;
            token.collectionName = home.name;
            token.layout = home.layout;
            token.rulesProof = home.rulesProof;
            token.isClosed = home.isClosed;
            token.ownerProof = i == 1 ? checking() : i == 2 ? older() : i > 6 ? appsWord() : proven();
            token.tokenId = QString::number(i < 7 ? 7 - i : 9 - i);
            token.name = i < 7 ? u"Pixel Cat #%1"_s.arg(7 - i) : u"Paper Bird #%1"_s.arg(9 - i);
            token.description = u"Drawn on a quiet evening."_s;
            token.attributes = {{u"Hat"_s, u"red"_s}, {u"Ground"_s, u"yellow"_s}};
            token.owner = MyAddress;
            token.mine = true;
            token.imageHere = true;
            token.metadataJson = u"{\n  \"name\": \"Pixel Cat\"\n}"_s;
            mine.append(token);
        }
        Q_EMIT changed();
    }
    [[nodiscard]] QList<Collection> collections() const override { return all; }
    [[nodiscard]] QList<Token> tokens() const override { return mine; }
    Task<QImage> image(QString objectId, QString tokenId, QSize) override
    {
        return Task<QImage>::finished(creature(tokenId.toInt() * 3 + (objectId.endsWith(u'2') ? 1 : 0)));
    }
    Task<Token> details(QString objectId, QString tokenId) override
    {
        for (const Token &token : mine) {
            if (token.objectId == objectId && token.tokenId == tokenId)
                return Task<Token>::finished(token);
        }
        return Task<Token>::finished(failure(errors::NotFound, {{u"what"_s, tokenId}}));
    }
    Task<> refresh() override { return Task<>::finished({}); }
    Task<Preview> prepareCreate(CollectionRequest request) override
    {
        lastCreate = request;
        return Task<Preview>::finished(Wallet::preview(request.name, 0));
    }
    Task<Preview> prepareMint(MintRequest request) override
    {
        lastMint = request;
        return Task<Preview>::finished(Wallet::preview(request.name, 0));
    }
    Task<Preview> prepareTransfer(QString, QString, QString to) override
    {
        Preview out = Wallet::preview(to, 0);
        if (Wallet::isZero(to))
            out.warnings.prepend(Wallet::unowned(to));
        return Task<Preview>::finished(out);
    }

    Collection foreign; ///< what a look-up finds; an empty id: nothing
    QStringList added;
    std::optional<Promise<int>> search; ///< of the search under way
    int cancelled = 0;
    Task<Collection> lookUp(QString id) override
    {
        if (foreign.objectId != id)
            return Task<Collection>::finished(failure(ErrorCode("ainft.collection_unknown"), {{u"id"_s, id}}));
        return Task<Collection>::finished(foreign);
    }
    Task<> add(QString id) override
    {
        added += id;
        all += foreign;
        Q_EMIT changed();
        return Task<>::finished({});
    }
    Task<int> findMine() override
    {
        search.emplace();
        return search->task();
    }
    void cancelSearch() override
    {
        ++cancelled;
        search->finish(failure(errors::Cancelled));
    }
};

class Activities final : public ActivityBackend {
public:
    QList<ActivityRow> list;
    void fill()
    {
        const auto row = [this](ActivityKind kind, const QString &subject, int minutes, std::optional<Stage> stage,
                                std::optional<Error> error = {}) {
            ActivityRow out;
            out.id = QString::number(list.size());
            out.kind = kind;
            out.subject = subject;
            out.timeMs = Now - minutes * 60'000LL;
            out.stage = stage;
            if (stage) {
                out.txHash = u"0x1c4b7f0000000000000000000000000000000000000000000000000000a07d%1"_s.arg(
                    list.size(), 2, 10, QChar(u'0'));
            }
            if (stage == Stage::Final)
                out.proof = proven();
            out.error = std::move(error);
            list.append(out);
        };
        row(ActivityKind::Transaction, u"Haneul"_s, 2, Stage::InBlock);
        row(ActivityKind::Mint, u"Pixel Cat #12"_s, 5, Stage::Final);
        row(ActivityKind::Collection, u"Pixel Cats"_s, 9, Stage::Final);
        row(ActivityKind::Failure, u"blue-cat.png"_s, 11, {},
            Error{errors::FileRead, {{u"path"_s, u"blue-cat.png"_s}}, {}});
        row(ActivityKind::VaultUnlocked, {}, 12, {});
        row(ActivityKind::BackupMade, u"ain-studio.ainbackup"_s, 50, {});
        row(ActivityKind::Faucet, {}, 65, Stage::Final);
        row(ActivityKind::NetworkChanged, u"Practice network"_s, 66, {});
        Q_EMIT changed();
    }
    [[nodiscard]] QList<ActivityRow> rows() const override { return list; }
};

class SettingsStore final : public SettingsBackend {
public:
    Settings value;
    [[nodiscard]] Settings settings() const override { return value; }
    void set(const Settings &next) override
    {
        value = next;
        Q_EMIT changed();
    }
    bool canStart = true;
    [[nodiscard]] bool canStartAtLogin() const override { return canStart; }
    [[nodiscard]] QString dataFolder() const override { return u"~/.local/share/ain-studio"_s; }
    [[nodiscard]] QString version() const override { return u"0.1.0"_s; }
};

class Stakes final : public StakingBackend {
public:
    QList<StakePosition> mine;
    Rewards waiting;
    QString lastApp;
    Amount lastAmount;
    Stakes()
    {
        StakePosition art;
        art.app = u"pixel_cats"_s;
        art.appExists = true;
        art.amount = Amount::fromMicro(10'000'000);
        art.total = Amount::fromMicro(250'000'000);
        art.lockupMs = 7 * 86'400'000LL;
        art.unlocksMs = Now + 3 * 86'400'000LL;
        art.isLocked = true;
        StakePosition free = art;
        free.app = u"paper_birds"_s;
        free.amount = Amount::fromMicro(2'500'000);
        free.unlocksMs = Now - 1000;
        free.isLocked = false;
        mine = {art, free};
        waiting.unclaimed = Amount::fromMicro(1'234'567);
        waiting.cumulative = Amount::fromMicro(9'000'000);
    }
    Task<StakePosition> position(QString app) override
    {
        for (const StakePosition &known : mine) {
            if (known.app == app)
                return Task<StakePosition>::finished(known);
        }
        StakePosition nothing;
        nothing.app = app;
        return Task<StakePosition>::finished(nothing);
    }
    Task<QList<StakePosition>> positions() override { return Task<QList<StakePosition>>::finished(mine); }
    Task<Rewards> rewards() override { return Task<Rewards>::finished(waiting); }
    Task<Preview> prepareStake(QString app, Amount amount) override
    {
        lastApp = app;
        lastAmount = amount;
        Preview out = Wallet::preview(u"Stake "_s + amount.toString(), amount.micro());
        Warning warning;
        warning.kind = WarningKind::LocksStake;
        warning.timeMs = Now + 7 * 86'400'000LL;
        out.warnings = {warning};
        return Task<Preview>::finished(out);
    }
    Task<Preview> prepareUnstake(QString app, Amount amount) override
    {
        lastApp = app;
        lastAmount = amount;
        Preview out = Wallet::preview(u"Unstake "_s + amount.toString(), 0);
        out.warnings.clear();
        out.incoming = amount;
        return Task<Preview>::finished(out);
    }
    Task<Preview> prepareClaim(Amount amount) override
    {
        lastAmount = amount;
        Preview out = Wallet::preview(u"Claim "_s + amount.toString(), 0);
        out.warnings.clear();
        out.incoming = amount;
        return Task<Preview>::finished(out);
    }
};

class Light final : public LightBackend {
public:
    light::LightStatus now;
    int syncs = 0;
    QString pinned;
    QString saved;
    std::optional<Error> pinError;
    Light()
    {
        const ProvenChain &chain = ProvenChain::shared();
        now.network = u"practice"_s;
        now.checkpointSource = chain.checkpoint.source;
        now.checkpointDate = u"2025-12-31"_s;
        now.checkpointNumber = chain.checkpoint.number;
        now.tip = chain.block;
        now.tipAgeMs = 12'000;
        now.validators = chain.chain.set();
        now.headersVerified = 312;
        now.signaturesVerified = 936;
        now.storedHeaders = 312;
        now.lowestStored = chain.checkpoint.number;
        now.gateways = {u"127.0.0.1:8545"_s};
    }
    void raise(const QString &kind)
    {
        now.alarms += light::Alarm{
            kind, u"/home/me/.local/share/ain-studio/light/practice/evidence/"_s + kind + u"-126165588.json"_s, Now};
        Q_EMIT statusChanged();
        Q_EMIT alarmRaised();
    }
    void tell(const light::LightStatus &status)
    {
        now = status;
        Q_EMIT statusChanged();
    }
    [[nodiscard]] light::LightStatus status() const override { return now; }
    Task<> sync() override
    {
        ++syncs;
        return Task<>::finished({});
    }
    Task<> pin(QString path) override
    {
        pinned = path;
        if (pinError)
            return Task<>::finished(failure(*pinError));
        now.alarms.clear();
        Q_EMIT statusChanged();
        return Task<>::finished({});
    }
    Task<> saveProof(std::shared_ptr<const light::ProofBundle> bundle, QString path) override
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return Task<>::finished(failure(errors::FileWrite, {{u"path"_s, path}}));
        file.write(json::pretty(bundle->toJson()));
        saved = path;
        return Task<>::finished({});
    }
};

class Contacts final : public ContactsBackend {
public:
    QList<Contact> all{{OtherAddress, u"Haneul"_s, u"pays for the pictures"_s}};
    std::optional<Error> error;
    QHash<QString, QString> labels;
    QString exported;
    ImportOutcome outcome;
    bool replaced = false;
    [[nodiscard]] QList<Contact> contacts() const override { return all; }
    Task<> answer()
    {
        if (error)
            return Task<>::finished(failure(*error));
        Q_EMIT changed();
        return Task<>::finished({});
    }
    Task<> add(Contact contact) override
    {
        if (!error)
            all += contact;
        return answer();
    }
    Task<> edit(QString address, Contact next) override
    {
        for (Contact &contact : all) {
            if (!error && contact.address == address)
                contact = next;
        }
        return answer();
    }
    Task<> remove(QString address) override
    {
        all.removeIf([&](const Contact &contact) { return contact.address == address; });
        return answer();
    }
    Task<> setLabel(QString hash, QString text) override
    {
        labels.insert(hash, text);
        return answer();
    }
    Task<> exportTo(QString path) override
    {
        exported = path;
        return answer();
    }
    Task<ImportOutcome> importFrom(QString, bool replaces) override
    {
        replaced = replaces;
        return Task<ImportOutcome>::finished(outcome);
    }
};

class Messages final : public MessageBackend {
public:
    QString signedText;
    [[nodiscard]] Result<void> check(const QString &text) const override
    {
        if (text.isEmpty())
            return failure(ErrorCode("wallet.message_empty"));
        if (text.contains(u"operation"_s))
            return failure(ErrorCode("wallet.message_transaction"));
        return {};
    }
    [[nodiscard]] QString visible(const QString &text) const override
    {
        return QString(text).replace(QChar(0x202e), u"⟨U+202E⟩"_s);
    }
    Task<QString> sign(QString, QString text) override
    {
        signedText = text;
        return Task<QString>::finished(u"0x"_s + QString(194, u'7'));
    }
    [[nodiscard]] Result<SignatureCheck> verify(const QString &text, const QString &address,
                                                const QString &signature) const override
    {
        if (!address.startsWith(u"0x"))
            return failure(ErrorCode("address.format"), {{u"text"_s, address}});
        if (!signature.startsWith(u"0x"))
            return SignatureCheck{SignatureAnswer::NoSignature, address, {}};
        return SignatureCheck{text == signedText ? SignatureAnswer::Signed : SignatureAnswer::OtherText, address,
                              address};
    }
};

struct World {
    Vault vault;
    Wallet wallet;
    Accounts accounts{vault, wallet};
    Operations operations;
    Networks network;
    Studio studio;
    Collections collection;
    Activities activity;
    SettingsStore settings;
    Stakes staking;
    Light light;
    Share share;
    Earned earnings;
    Door door;
    PaidWork paidWork;
    Enlist enlist;
    Peers peers;
    Asked ask;
    Pool pool;
    Offline offline;
    Qr qr;
    Contacts contacts;
    Messages messages;
    FixedClock clock;
    Backends backends{vault,    accounts, wallet, operations, network,  studio,   collection, activity,
                      settings, staking,  light,  share,      earnings, door,     paidWork,   enlist,
                      peers,    ask,      pool,   offline,    qr,       contacts, messages};
};

} // namespace ain::ui::fake
