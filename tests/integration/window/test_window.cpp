// The whole program with its window (offscreen), on its own practice network: what the user presses, really happens.
#include "app/application.h"
#include "core/base/secretbytes.h"
#include "core/crypto/keystore.h"
#include "tests/support/chain/await.h"

#include <QFileInfo>
#include <QImage>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace ain;
using namespace Qt::StringLiterals;

namespace {

class TestWindow : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_objectId;

    std::unique_ptr<app::Application> open()
    {
        auto *application = qobject_cast<QApplication *>(QCoreApplication::instance());
        auto studio = std::make_unique<app::Application>(
            *application,
            app::ServiceOptions{.dataDirectory = m_dir.filePath(u"data"_s),
                                .kdf = {.operations = 1, .memoryBytes = 64ull * 1024 * 1024},
                                .practiceInstant = true});
        studio->show();
        return studio;
    }

    /// The end of one confirmed preview.
    static std::optional<ui::Progress> finish(ui::Backends &backends, const ui::Preview &preview)
    {
        std::optional<ui::Progress> last;
        QObject context;
        QObject::connect(&backends.operations, &ui::OperationsBackend::progress, &context,
                         [&](const ui::Progress &progress) {
                             if (progress.operationId == preview.id && progress.done)
                                 last = progress;
                         });
        if (!test::await(backends.operations.confirm(preview.id)))
            return std::nullopt;
        for (int i = 0; i < 600 && !last; ++i)
            QTest::qWait(20);
        return last;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        QVERIFY(m_dir.isValid());
    }

    void practiceSendCollectMint()
    {
        const auto studio = open();
        ui::Backends &backends = studio->backends();
        QCOMPARE(backends.vault.state(), ui::VaultState::Missing);
        AIN_REQUIRE(test::await(backends.accounts.startPractice()));
        QTRY_VERIFY_WITH_TIMEOUT(backends.wallet.balance().has_value()
                                     && backends.wallet.balance()->amount == *Amount::parse(u"100"),
                                 10000);
        QTRY_COMPARE_WITH_TIMEOUT(backends.wallet.balance()->proof.standing(), light::Standing::Proven, 20000);
        QVERIFY(!backends.vault.hasPassword());

        auto send = test::await(backends.wallet.prepareSend(
            {u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96"_s, *Amount::parse(u"2"), u"note"_s}));
        AIN_REQUIRE(send);
        QCOMPARE(send->fee, *Amount::parse(u"1.6475"));
        QVERIFY(!send->sentences.isEmpty());
        const auto sent = finish(backends, *send);
        QVERIFY(sent && sent->stage == ui::Stage::Final);
        // What was sent, and what the faucet paid, read out of a verified block.
        QTRY_COMPARE_WITH_TIMEOUT(backends.wallet.history().size(), 2, 20000);
        QCOMPARE(backends.wallet.history().last().kind, ui::HistoryKind::Received);
        QCOMPARE(backends.wallet.history().last().amount, *Amount::parse(u"100"));
        QTRY_VERIFY_WITH_TIMEOUT(backends.wallet.history().first().balanceAfter == Amount::parse(u"96.3525").value()
                                     && backends.wallet.history().last().balanceAfter == Amount::parse(u"100").value(),
                                 20000);
        QCOMPARE(backends.wallet.history().first().memo, u"note"_s);
        QCOMPARE(backends.wallet.history().first().kind, ui::HistoryKind::Sent);
        // Balance and receipt follow from signed blocks, and the proof of the balance holds without any node.
        QTRY_COMPARE_WITH_TIMEOUT(backends.wallet.history().first().proof.standing(), light::Standing::Proven, 20000);
        QTRY_VERIFY_WITH_TIMEOUT(backends.wallet.balance()->amount < *Amount::parse(u"99")
                                     && backends.wallet.balance()->proof.standing() == light::Standing::Proven,
                                 20000);
        QVERIFY(backends.wallet.balance()->proof.bundle != nullptr);
        QCOMPARE(backends.wallet.balance()->nonce, 1);
        QVERIFY(backends.light.status().tip.has_value());
        const QString proofFile = m_dir.filePath(u"proof.json"_s);
        AIN_REQUIRE(test::await(backends.light.saveProof(backends.wallet.balance()->proof.bundle, proofFile)));
        QVERIFY(QFileInfo(proofFile).size() > 1000);
        AIN_REQUIRE_ERROR(test::await(backends.light.pin(proofFile)), errors::LightValidators);
        // A preview is worth one confirmation.
        QVERIFY(!test::await(backends.operations.confirm(send->id)));

        auto create = test::await(
            backends.collection.prepareCreate({u"Cats"_s, u"CAT"_s, u"Grey ones"_s, std::nullopt, ui::Layout::Locked}));
        AIN_REQUIRE(create);
        const auto created = finish(backends, *create);
        QVERIFY(created && created->stage == ui::Stage::Final);
        QTRY_COMPARE(backends.collection.collections().size(), 1);
        m_objectId = backends.collection.collections().first().objectId;
        QVERIFY(backends.collection.collections().first().mine);

        const QString file = m_dir.filePath(u"cat.png"_s);
        QImage cat(64, 48, QImage::Format_RGB32);
        cat.fill(Qt::gray);
        cat.setText(u"parameters"_s, u"a grey cat"_s);
        QVERIFY(cat.save(file));
        const auto image = test::await(backends.studio.openFile(file));
        AIN_REQUIRE(image);
        QCOMPARE(image->size, QSize(64, 48));
        QCOMPARE(image->metadata.first().text, u"a grey cat"_s);
        auto mint = test::await(
            backends.collection.prepareMint({image->id, m_objectId, u"Mia"_s, {}, {{u"Fur"_s, u"grey"_s}}}));
        AIN_REQUIRE(mint);
        const auto minted = finish(backends, *mint);
        QVERIFY(minted && minted->stage == ui::Stage::Final);
        QTRY_COMPARE(backends.collection.tokens().size(), 1);
        const ui::Token token = backends.collection.tokens().first();
        QCOMPARE(token.name, u"Mia"_s);
        QVERIFY(token.mine && token.imageHere);
        QTRY_COMPARE_WITH_TIMEOUT(backends.collection.tokens().first().ownerProof.standing(), light::Standing::Proven,
                                  20000);
        // The creating transaction is proven to be the locked template; no badge says more than the rules' own mark.
        QTRY_VERIFY_WITH_TIMEOUT(backends.collection.collections().first().isClosed, 20000);
        const ui::Collection cats = backends.collection.collections().first();
        QCOMPARE(ui::isLockedForSure(cats.layout, cats.rulesProof, cats.isClosed),
                 cats.rulesProof.standing() == light::Standing::Proven);
        const auto thumbnail = test::await(backends.collection.image(token.objectId, token.tokenId, QSize(32, 32)));
        AIN_REQUIRE(thumbnail);
        QCOMPARE(thumbnail->size(), QSize(32, 24));
    }

    void stakesAndForeignCollections()
    {
        const auto studio = open();
        ui::Backends &backends = studio->backends();
        QTRY_COMPARE_WITH_TIMEOUT(backends.vault.state(), ui::VaultState::Open, 10000);
        QTRY_VERIFY_WITH_TIMEOUT(backends.wallet.balance().has_value(), 10000);

        auto stake = test::await(backends.staking.prepareStake(u"some_app"_s, *Amount::parse(u"3")));
        AIN_REQUIRE(stake);
        QCOMPARE(stake->amount, *Amount::parse(u"3"));
        QCOMPARE(stake->warnings.first().kind, ui::WarningKind::NoApp);
        const auto staked = finish(backends, *stake);
        QVERIFY(staked && staked->stage == ui::Stage::Final);
        const auto positions = test::await(backends.staking.positions());
        AIN_REQUIRE(positions);
        QCOMPARE(positions->size(), 1);
        QCOMPARE(positions->first().app, u"some_app"_s);
        QCOMPARE(positions->first().amount, *Amount::parse(u"3"));
        // The lock itself lasts no time here; the margin for the nodes' clocks does.
        QVERIFY(positions->first().isLocked);
        AIN_REQUIRE_ERROR(test::await(backends.staking.prepareUnstake(u"some_app"_s, *Amount::parse(u"1"))),
                          errors::WalletLockedUp);
        const auto rewards = test::await(backends.staking.rewards());
        AIN_REQUIRE(rewards);
        QVERIFY(rewards->unclaimed.isZero());

        AIN_REQUIRE(test::await(backends.collection.lookUp(m_objectId)));
        QVERIFY(!test::await(backends.collection.lookUp(u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96"_s)));
        const auto found = test::await(backends.collection.findMine());
        AIN_REQUIRE(found);
        QCOMPARE(*found, 1);

        auto burn = test::await(
            backends.wallet.prepareSend({u"0x0000000000000000000000000000000000000000"_s, *Amount::parse(u"1"), {}}));
        AIN_REQUIRE(burn);
        QCOMPARE(burn->warnings.first().kind, ui::WarningKind::Unowned);
        backends.operations.discard(burn->id);
    }

    void passwordLockUnlock()
    {
        const auto studio = open();
        ui::Backends &backends = studio->backends();
        QTRY_COMPARE_WITH_TIMEOUT(backends.vault.state(), ui::VaultState::Open, 10000);
        AIN_REQUIRE(
            test::await(backends.vault.changePassword(SecretBytes(), SecretBytes::copyOf(QByteArrayView("secret")))));
        QVERIFY(backends.vault.hasPassword());
        QTRY_COMPARE_WITH_TIMEOUT(backends.collection.tokens().size(), 1, 10000);
        backends.vault.lock();
        QCOMPARE(backends.vault.state(), ui::VaultState::Locked);
        // Nothing of the wallet stays on the pages.
        QTRY_VERIFY(backends.wallet.accounts().isEmpty());
        QVERIFY(backends.collection.tokens().isEmpty());
        QVERIFY(!backends.wallet.balance());
        AIN_REQUIRE_ERROR(test::await(backends.vault.unlock(SecretBytes::copyOf(QByteArrayView("wrong")))),
                          errors::VaultWrongPassphrase);
        AIN_REQUIRE(test::await(backends.vault.unlock(SecretBytes::copyOf(QByteArrayView("secret")))));
        QTRY_COMPARE_WITH_TIMEOUT(backends.collection.tokens().size(), 1, 10000);
    }

    void secretsLeaveOnlyWithThePassword()
    {
        const auto studio = open();
        ui::Backends &backends = studio->backends();
        QTRY_COMPARE(backends.vault.state(), ui::VaultState::Locked);
        const auto secret = [] { return SecretBytes::copyOf(QByteArrayView("secret")); };
        AIN_REQUIRE(test::await(backends.vault.unlock(secret())));
        QTRY_VERIFY_WITH_TIMEOUT(!backends.wallet.accounts().isEmpty(), 10000);
        const ui::Account account = backends.wallet.accounts().first();
        AIN_REQUIRE_ERROR(test::await(backends.accounts.exportPrivateKey(account.id, SecretBytes())),
                          errors::VaultWrongPassphrase);
        auto words = test::await(backends.accounts.exportPhrase(account.id, secret()));
        AIN_REQUIRE(words);
        QVERIFY(backends.accounts.checkMnemonic(words->words));
        QVERIFY(!words->needsPassphrase);
        auto key = test::await(backends.accounts.exportPrivateKey(account.id, secret()));
        AIN_REQUIRE(key);
        QCOMPARE(crypto::PrivateKey::fromHex(*key)->address().toString(), account.address);

        const QString path = m_dir.filePath(u"key.json"_s);
        const auto filePassword = [] { return SecretBytes::copyOf(QByteArrayView("file password")); };
        AIN_REQUIRE(test::await(backends.accounts.exportKeystore(account.id, secret(), filePassword(), path), 60000));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        auto opened = crypto::openKeystore(content, filePassword());
        AIN_REQUIRE(opened);
        QCOMPARE(opened->key.address().toString(), account.address);
        AIN_REQUIRE_ERROR(
            test::await(backends.accounts.exportKeystore(account.id, secret(), filePassword(), path), 60000),
            errors::FileExists);
        const auto isNoted = [&backends] {
            const QList<ui::ActivityRow> rows = backends.activity.rows();
            return std::any_of(rows.begin(), rows.end(),
                               [](const auto &row) { return row.kind == ui::ActivityKind::SecretExported; });
        };
        QTRY_VERIFY(isNoted());
    }

    void restartFindsEverything()
    {
        const auto studio = open();
        ui::Backends &backends = studio->backends();
        QTRY_COMPARE(backends.vault.state(), ui::VaultState::Locked);
        AIN_REQUIRE(test::await(backends.vault.unlock(SecretBytes::copyOf(QByteArrayView("secret")))));
        QTRY_COMPARE_WITH_TIMEOUT(backends.collection.tokens().size(), 1, 15000);
        QTRY_VERIFY_WITH_TIMEOUT(backends.wallet.history().size() >= 3, 10000);
        QTRY_COMPARE(backends.studio.current().fileName, u"cat.png"_s);
        QVERIFY(!backends.activity.rows().isEmpty());
        const auto details = test::await(backends.collection.details(m_objectId, u"1"_s));
        AIN_REQUIRE(details);
        QCOMPARE(details->layout, ui::Layout::Locked);
    }

    void theDoorOpensAndOthersHearOfSharing()
    {
        const QString data = m_dir.filePath(u"data"_s);
        const quint16 port = [] {
            QTcpServer free;
            return free.listen(QHostAddress::LocalHost) ? free.serverPort() : quint16(0);
        }();
        QVERIFY(port > 0);
        {
            const auto studio = open();
            ui::DoorBackend &door = studio->backends().door;
            QTRY_VERIFY_WITH_TIMEOUT(app::ShareState::read(data, 0).has_value(), 15000);
            const json::Object told = app::ShareState::read(data, 0)->status;
            QCOMPARE(told[u"state"].string(), u"off"_s);
            QCOMPARE(told[u"sensors"].array().size(), share::Sensors.size());
            studio->backends().share.turnOn();
            QTRY_COMPARE(app::ShareState::read(data, 0)->status[u"on"], json::Value(true));
            QCOMPARE(studio->backends().earnings.readiness(), ui::EarningsBackend::Readiness::Locked);

            QVERIFY(!door.state().isServing);
            door.setWanted(true, port);
            QVERIFY(!door.error());
            QVERIFY(door.state().isServing && door.state().otherPid == 0);
            QCOMPARE(door.state().port, port);
            const auto key = door.addKey(u"a program"_s, 10, 1);
            AIN_REQUIRE(key);
            QCOMPARE(door.keys()->constFirst().name, u"a program"_s);
            QNetworkAccessManager http;
            const auto ask = [&] {
                QNetworkRequest request(QUrl(u"http://127.0.0.1:%1/v1/models"_s.arg(port)));
                request.setRawHeader("Authorization", "Bearer " + key->bytes().toByteArray());
                const std::unique_ptr<QNetworkReply> reply(http.get(request));
                (void)QTest::qWaitFor([&reply] { return reply->isFinished(); }, 10'000);
                return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
            };
            QCOMPARE(ask(), 200);
            AIN_REQUIRE(door.revokeKey(door.keys()->constFirst().id));
            QCOMPARE(ask(), 401);
            QVERIFY(!door.addKey(QString(), 10, 1));
            // A port that is taken: said so, and closed.
            QTcpServer other;
            QVERIFY(other.listen(QHostAddress::LocalHost));
            door.setWanted(true, other.serverPort());
            QVERIFY(door.error());
            QVERIFY(!door.state().isServing);
            door.setWanted(true, port);
            QVERIFY(!door.error());
        }
        QVERIFY(!app::ShareState::read(data, 0));
        const auto again = open();
        QTRY_VERIFY_WITH_TIMEOUT(again->backends().door.state().isServing, 15000);
        again->backends().door.setWanted(false, port);
        QVERIFY(!again->backends().door.state().isServing);
        again->backends().share.turnOff();
    }

    void networksAreChosenAndKept()
    {
        const auto studio = open();
        ui::Backends &backends = studio->backends();
        QTRY_COMPARE(backends.vault.state(), ui::VaultState::Locked);
        // Nobody listens there: it stays chosen, and says that it is offline.
        QVERIFY(!test::await(backends.network.select(u"url:http://127.0.0.1:9/json-rpc"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(backends.network.status().state, ui::ChainState::Offline, 15000);
        QVERIFY(backends.network.status().error.has_value());
        AIN_REQUIRE(test::await(backends.network.select(u"practice"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(backends.network.status().state, ui::ChainState::Following, 15000);
        ui::Settings settings = backends.settings.settings();
        settings.theme = ui::ThemeChoice::Dark;
        settings.language = u"ko"_s;
        backends.settings.set(settings);
        QCOMPARE(backends.settings.settings(), settings);
    }
};

} // namespace

QTEST_MAIN(TestWindow)
#include "test_window.moc"
