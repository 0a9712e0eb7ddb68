// The whole program with its window: after a session in which its owner typed the password, looked at the words, took
// keys out, signed and paid, locking leaves nothing of them in memory.
#include "app/application.h"
#include "tests/support/chain/await.h"
#include "tests/support/memory/memoryscan.h"
#include "ui/pages/lock/lockpage.h"
#include "ui/widgets/passwordfield.h"

#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace ain;
using namespace Qt::StringLiterals;
using ain::test::MemoryScan;

namespace {

class TestWindowMemory : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    MemoryScan m_scan;
    QByteArray m_password; ///< masked

    [[nodiscard]] SecretBytes password() const { return MemoryScan::unmasked(m_password); }

    /// As hands do it, one key after the other.
    void type(QLineEdit *edit) const
    {
        const SecretBytes text = password();
        for (const std::uint8_t c : text.view())
            QTest::keyClick(edit, char(c));
        QTest::keyClick(edit, Qt::Key_Return);
    }
    [[nodiscard]] static ui::LockPage *lockPage()
    {
        const QWidgetList windows = QApplication::topLevelWidgets();
        for (QWidget *window : windows) {
            if (auto *page = window->findChild<ui::LockPage *>(); page != nullptr)
                return page;
        }
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        QVERIFY(m_dir.isValid());
#ifdef Q_OS_LINUX
        QVERIFY2(MemoryScan::isPossible(), "without /proc/self/mem nothing would be searched");
#else
        QSKIP("memory can be searched on Linux only");
#endif
        const SecretBytes random = SecretBytes::random(13);
        SecretBytes text(27);
        sodium_bin2hex(reinterpret_cast<char *>(text.data()), text.size(), random.data(), random.size());
        m_password = MemoryScan::masked(text.view().first(26));
        m_scan.markText("password", password());
        m_scan.markText("end of the password", password().part(12, 14));
    }

    void lockLeavesNothing()
    {
        auto &application = *qobject_cast<QApplication *>(QCoreApplication::instance());
        app::Application studio(application,
                                app::ServiceOptions{.dataDirectory = m_dir.filePath(u"data"_s),
                                                    .kdf = {.operations = 1, .memoryBytes = 64ull * 1024 * 1024},
                                                    .practiceInstant = true});
        studio.show();
        ui::Backends &backends = studio.backends();
        AIN_REQUIRE(test::await(backends.accounts.startPractice()));
        AIN_REQUIRE(test::await(backends.vault.changePassword(SecretBytes(), password())));
        QTRY_VERIFY_WITH_TIMEOUT(!backends.wallet.accounts().isEmpty() && backends.wallet.balance(), 20'000);
        const ui::Account account = backends.wallet.accounts().first();

        backends.vault.lock();
        QTRY_COMPARE(backends.vault.state(), ui::VaultState::Locked);
        QTRY_VERIFY(lockPage() != nullptr);
        QLineEdit *edit = lockPage()->findChild<ui::PasswordField *>()->edit();
        type(edit);
        QTRY_COMPARE_WITH_TIMEOUT(backends.vault.state(), ui::VaultState::Open, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(backends.wallet.balance().has_value(), 20'000);
        {
            auto words = test::await(backends.accounts.exportPhrase(account.id, password()));
            AIN_REQUIRE(words);
            const SecretBytes &phrase = words->words;
            m_scan.markText("phrase", phrase.part(0, 24));
            m_scan.markText("end of the phrase", phrase.part(phrase.size() - 24, 24));
            auto hex = test::await(backends.accounts.exportPrivateKey(account.id, password()));
            AIN_REQUIRE(hex);
            auto key = crypto::PrivateKey::fromHex(*hex);
            AIN_REQUIRE(key);
            m_scan.markKey("private key", key->bytes());
        }
        AIN_REQUIRE(test::await(
            backends.accounts.exportKeystore(account.id, password(), password(), m_dir.filePath(u"key.json"_s)),
            60'000));
        auto send = test::await(backends.wallet.prepareSend(
            {u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96"_s, Amount::fromMicro(2'000'000), u"note"_s}));
        AIN_REQUIRE(send);
        AIN_REQUIRE(test::await(backends.operations.confirm(send->id)));
        QTRY_VERIFY_WITH_TIMEOUT(backends.wallet.history().size() >= 2, 30'000);
        {
            const SecretBytes planted = m_scan.first();
            QVERIFY2(!m_scan.find().isEmpty(), "the search finds nothing at all");
        }

        backends.vault.lock();
        QTRY_COMPARE(backends.vault.state(), ui::VaultState::Locked);
        QTRY_VERIFY(backends.wallet.accounts().isEmpty());
        QTest::qWait(200);
        sodium_stackzero(256 * 1024);
        const QStringList found = m_scan.find();
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u", "_s)));
    }
};

} // namespace

QTEST_MAIN(TestWindowMemory)
#include "test_window_memory.moc"
