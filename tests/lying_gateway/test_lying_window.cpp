// The whole program with its window (offscreen) behind a gateway that lies: what the lamp beside the balance says,
// shows and reads out.
#include "forgery.h"

#include "app/application.h"
#include "core/base/secretbytes.h"
#include "core/chain/statehash.h"
#include "tests/support/chain/await.h"
#include "ui/pages/wallet/walletpage.h"
#include "ui/text/prooftext.h"
#include "ui/widgets/alarmbar.h"
#include "ui/widgets/prooflamp.h"
#include "ui/widgets/statusstrip.h"

#include <QTemporaryDir>
#include <QTest>

using namespace ain;
using namespace ain::lying;
using namespace Qt::StringLiterals;
using light::Standing;

namespace {

constexpr int BlockMs = 1000;
constexpr int PatienceMs = 60'000;
const QByteArray Seed(32, 'W');

/// Stands still until two networks have made the same block 0, then runs as everybody's.
class StartClock final : public Clock {
public:
    [[nodiscard]] qint64 nowMs() const override { return m_isRunning ? m_system.nowMs() : m_start; }
    [[nodiscard]] qint64 monotonicMs() const override { return m_system.monotonicMs(); }
    void run() { m_isRunning = true; }

private:
    SystemClock m_system;
    qint64 m_start = m_system.nowMs();
    bool m_isRunning = false;
};

std::unique_ptr<sandbox::PracticeNetwork> makeNetwork(const Clock &clock)
{
    sandbox::PracticeOptions options;
    options.clock = &clock;
    options.blockIntervalMs = BlockMs;
    options.seed = Seed;
    auto network = std::make_unique<sandbox::PracticeNetwork>(options);
    if (!network->start())
        return nullptr;
    return network;
}

/// One user's program, which knows one gateway and watches one address.
class Desk {
public:
    Desk(const QUrl &upstream, Twist twist) : proxy(upstream)
    {
        proxy.tell(std::move(twist));
        QFile settings(m_folder.filePath(u"settings.json"_s));
        if (settings.open(QIODevice::WriteOnly))
            settings.write(R"({"network":"url:)" + proxy.url().toEncoded() + R"(","language":"en"})");
        settings.close();
        auto *application = qobject_cast<QApplication *>(QCoreApplication::instance());
        studio = std::make_unique<app::Application>(
            *application,
            app::ServiceOptions{.dataDirectory = m_folder.path(),
                                .kdf = {.operations = 1, .memoryBytes = 64ull * 1024 * 1024}});
        QObject::connect(&studio->backends().wallet, &ui::WalletBackend::balanceChanged, &m_watch, [this] { look(); });
        studio->show();
    }
    [[nodiscard]] bool watch(const QString &address, std::optional<Amount> amount)
    {
        m_truth = amount;
        ui::Backends &backends = studio->backends();
        return test::await(backends.vault.create(SecretBytes()))
            && test::await(backends.accounts.addWatchOnly(address, u"watched"_s), PatienceMs);
    }
    [[nodiscard]] ui::ProofLamp &lamp() const
    {
        return *static_cast<ui::WalletPage *>(studio->window().page(ui::PageId::Wallet))->lamp();
    }
    [[nodiscard]] std::optional<ui::BalanceView> balance() const { return studio->backends().wallet.balance(); }
    /// Whether a proof was looked for and not found.
    [[nodiscard]] bool isRefused() const
    {
        const auto view = balance();
        return view && !view->proof.isChecking
            && (view->proof.standing() == Standing::Unproven || view->proof.standing() == Standing::Contradicted);
    }
    [[nodiscard]] bool isProven() const { return balance() && balance()->proof.standing() == Standing::Proven; }
    /// A figure that is not the truth was said to be proven at some moment.
    [[nodiscard]] bool wasDeceived() const { return m_wasDeceived; }
    /// Empty, or what the lamp says wrongly of what it stands for.
    [[nodiscard]] QString lampIsWrong(const QString &name, ui::Tone tone, ui::LampShape shape) const
    {
        const QString said = u"“%1”: “%2”"_s.arg(lamp().accessibleName(), lamp().accessibleDescription());
        const bool isNamed = lamp().accessibleName() == name && lamp().text() == name;
        const bool isRight = isNamed && lamp().tone() == tone && lamp().shape() == shape;
        const auto view = balance();
        const bool isExplained = view
            && lamp().accessibleDescription().contains(text::standingSentence(view->proof.standing(), view->proof.why));
        return isRight && isExplained ? QString() : said;
    }

    LyingProxy proxy;
    std::unique_ptr<app::Application> studio;

private:
    void look()
    {
        const auto view = balance();
        if (!view)
            return;
        const Standing standing = view->proof.standing();
        const bool isGreen = ui::Format::proofTone(standing) == ui::Tone::Ok;
        const bool isTrue = view->accountExists == m_truth.has_value() && view->amount == m_truth.value_or(Amount());
        m_wasDeceived = m_wasDeceived || (isGreen && !isTrue);
    }

    QTemporaryDir m_folder;
    QObject m_watch;
    std::optional<Amount> m_truth;
    bool m_wasDeceived = false;
};

/// Alice's balance, wherever it is read.
Twist altered(const QString &address, const json::Value &balance)
{
    const QString account = u"/accounts/"_s + address;
    Twist twist;
    twist.answer = [=](Call &call) {
        if (call.method == u"ain_getBalance")
            call.payload = balance;
        editReads(call, [&](const json::Object &operation, json::Value &answer) {
            const QString ref = operation[u"ref"].toString();
            if (ref == account && answer.isObject())
                answer.object().set(u"balance"_s, balance);
            if (ref == account + u"/balance"_s)
                answer = balance;
        });
    };
    return twist;
}

/// An account that is not there, listed with all hashes.
Twist invented(const QString &address)
{
    const QString account = u"/accounts/"_s + address;
    const json::Object made{{u"balance"_s, 5}};
    const QString hash = chain::subtreeHash(json::Value(made))->toString();
    const QString leaf = chain::leafHash(json::Value(5))->toString();
    Twist twist;
    twist.answer = [=](Call &call) {
        if (call.method == u"ain_getBalance")
            call.payload = 5;
        editReads(call, [&](const json::Object &operation, json::Value &answer) {
            const QString ref = operation[u"ref"].toString();
            if (ref == u"/accounts" && answer.isObject())
                answer.object().set(address, json::Object{{u"#state_ph"_s, hash}});
            if (ref == account) {
                answer = made;
                answer.object().set(u"#state_ph"_s, hash);
                answer.object().set(u"#state_ph:balance"_s, leaf);
            }
            if (ref == account + u"/balance"_s)
                answer = 5;
        });
    };
    return twist;
}

#define AIN_LAMP(desk, name, tone, shape)                                                                              \
    do {                                                                                                               \
        const QString wrong_ = (desk).lampIsWrong(name, tone, shape);                                                  \
        QVERIFY2(wrong_.isEmpty(), qPrintable(wrong_));                                                                \
    } while (false)

class TestLyingWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void alteredBalance();
    void absentShownAsPresent();
    void fork();
    void deadGateway();

private:
    /// What a refused figure is called.
    static void checkRefused(const Desk &desk);

    StartClock m_clock;
    std::unique_ptr<sandbox::PracticeNetwork> m_honest;
    std::unique_ptr<sandbox::PracticeNetwork> m_fork;
    QString m_alice;
    QString m_nobody;
    const Amount m_truth = *Amount::parse(u"1000");
};

void TestLyingWindow::initTestCase()
{
    QVERIFY(initializeSecretMemory());
    m_alice = crypto::PrivateKey::generate().address().toString();
    m_nobody = crypto::PrivateKey::generate().address().toString();
    m_honest = makeNetwork(m_clock);
    m_fork = makeNetwork(m_clock);
    QVERIFY(m_honest && m_fork);
    QCOMPARE(m_honest->genesisHash(), m_fork->genesisHash());
    m_clock.run();
    QVERIFY(m_honest->fund(m_alice, m_truth));
    QVERIFY(m_fork->fund(m_alice, *Amount::parse(u"2000000")));
    QTRY_VERIFY_WITH_TIMEOUT(m_honest->lastFinalBlockNumber() > 3 && m_fork->lastFinalBlockNumber() > 3, PatienceMs);
}

void TestLyingWindow::checkRefused(const Desk &desk)
{
    const bool isContradicted = desk.balance()->proof.standing() == Standing::Contradicted;
    AIN_LAMP(desk, isContradicted ? u"contradicted"_s : u"not proven"_s,
             isContradicted ? ui::Tone::Bad : ui::Tone::Warn,
             isContradicted ? ui::LampShape::Cross : ui::LampShape::Ring);
    QVERIFY(desk.balance()->proof.why.has_value());
}

void TestLyingWindow::alteredBalance()
{
    const Twist lie = altered(m_alice, 777'777);
    Desk desk(m_honest->rpcUrl(), lie);
    QVERIFY(desk.watch(m_alice, m_truth));
    QTRY_VERIFY_WITH_TIMEOUT(desk.isRefused(), PatienceMs);
    checkRefused(desk);
    QVERIFY(desk.proxy.altered() > 0);

    desk.proxy.tell({});
    QTRY_VERIFY_WITH_TIMEOUT(desk.isProven(), PatienceMs);
    AIN_LAMP(desk, u"proven"_s, ui::Tone::Ok, ui::LampShape::Full);
    QCOMPARE(desk.balance()->amount, m_truth);

    // Later: the figure that was proven stays, and is no longer called so.
    desk.proxy.tell(lie);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isRefused(), PatienceMs);
    checkRefused(desk);
    ui::Settings settings = desk.studio->backends().settings.settings();
    settings.language = u"ko"_s;
    desk.studio->backends().settings.set(settings);
    QTRY_VERIFY_WITH_TIMEOUT(
        desk.isRefused()
            && (desk.lamp().accessibleName() == u"모순됨" || desk.lamp().accessibleName() == u"증명 안 됨"),
        PatienceMs);
    QVERIFY(!desk.wasDeceived());
}

void TestLyingWindow::absentShownAsPresent()
{
    Desk desk(m_honest->rpcUrl(), invented(m_nobody));
    QVERIFY(desk.watch(m_nobody, std::nullopt));
    QTRY_VERIFY_WITH_TIMEOUT(desk.isRefused(), PatienceMs);
    checkRefused(desk);
    QVERIFY(desk.proxy.altered() > 0);

    desk.proxy.tell({});
    QTRY_VERIFY_WITH_TIMEOUT(desk.isProven(), PatienceMs);
    AIN_LAMP(desk, u"proven"_s, ui::Tone::Ok, ui::LampShape::Full);
    QVERIFY(!desk.balance()->accountExists);
    QVERIFY(!desk.wasDeceived());
}

void TestLyingWindow::fork()
{
    Desk desk(m_honest->rpcUrl(), {});
    QVERIFY(desk.watch(m_alice, m_truth));
    QTRY_VERIFY_WITH_TIMEOUT(desk.isProven(), PatienceMs);
    QVERIFY(desk.studio->window().alarmBar()->isHidden());

    Twist twist;
    twist.request = [url = m_fork->rpcUrl()](Call &call) { call.upstream = url; };
    desk.proxy.tell(twist);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.studio->window().alarmBar()->isHidden(), PatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isRefused(), PatienceMs);
    checkRefused(desk);
    QVERIFY(desk.studio->window().strip()->chainLamp()->accessibleName().startsWith(u"contradicted"_s));

    // An honest answer does not undo it.
    desk.proxy.tell({});
    const int calls = desk.proxy.calls();
    QTRY_VERIFY_WITH_TIMEOUT(desk.proxy.calls() > calls + 5, PatienceMs);
    QVERIFY(desk.isRefused());
    QVERIFY(!desk.studio->window().alarmBar()->isHidden());
    QVERIFY(!desk.wasDeceived());
}

void TestLyingWindow::deadGateway()
{
    Desk desk(m_honest->rpcUrl(), {});
    QVERIFY(desk.watch(m_alice, m_truth));
    QTRY_VERIFY_WITH_TIMEOUT(desk.isProven(), PatienceMs);
    Twist dead;
    dead.wire = [](Call &call) { call.reply.way = Reply::Way::Refuse; };
    desk.proxy.tell(dead);
    // The last proven figure stays, with its age.
    QTRY_VERIFY2_WITH_TIMEOUT(desk.lamp().accessibleName().startsWith(u"proven, older · "),
                              qPrintable(desk.lamp().accessibleName() + u": "_s + desk.lamp().accessibleDescription()),
                              PatienceMs);
    QCOMPARE(desk.balance()->proof.standing(), Standing::ProvenOlder);
    QCOMPARE(desk.balance()->amount, m_truth);
    QCOMPARE(desk.lamp().shape(), ui::LampShape::Half);
    QVERIFY(!desk.wasDeceived());
}

} // namespace

QTEST_MAIN(TestLyingWindow)
#include "test_lying_window.moc"
