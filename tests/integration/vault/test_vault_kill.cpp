// kill -9 at 200 random moments while writing: the vault opens every time, and every acknowledged write is there.
#include "tests/unit/vault/vaultfixture.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QSet>

using namespace ain;
using namespace ain::vault;
using namespace ain::vault::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rounds = 200;

class TestVaultKill : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        const quint32 seed = qEnvironmentVariableIsSet("AIN_KILL_SEED")
            ? quint32(qEnvironmentVariableIntValue("AIN_KILL_SEED"))
            : QRandomGenerator::global()->generate();
        m_random.seed(seed);
        qInfo("AIN_KILL_SEED=%u", seed);
    }

    void survives()
    {
        Home home;
        SystemClock clock;
        {
            auto vault = home.vault();
            AIN_VERIFY_OK(await(vault->create(secret("one"))));
        }
        int next = 1;
        int writesKilled = 0;
        QSet<int> records;
        QSet<int> keys;
        QString passphrase = u"one"_s;
        for (int round = 0; round < Rounds; ++round) {
            const bool changing = round % 8 == 7;
            const auto lines =
                runAndKill(home.directory(),
                           changing ? QStringList{u"passphrase"_s} : QStringList{u"records"_s, QString::number(next)});
            for (const auto &[kind, number] : lines) {
                if (kind == "r")
                    records.insert(number);
                else if (kind == "k")
                    keys.insert(number);
                if (kind == "r")
                    ++writesKilled;
            }

            auto vault = std::make_unique<Vault>(home.directory(), home.thread(), clock, TestCost);
            QCOMPARE(vault->state(), Vault::State::Locked);
            auto opened = await(vault->unlock(secret("one")));
            if (changing && !opened) {
                AIN_VERIFY_ERROR(opened, errors::VaultWrongPassphrase);
                AIN_VERIFY_OK(await(vault->unlock(secret("two"))));
                AIN_VERIFY_OK(await(vault->changePassphrase(secret("two"), secret("one"))));
            } else {
                AIN_VERIFY_OK(opened);
            }
            auto list = await(vault->list(u"record"_s));
            AIN_VERIFY_OK(list);
            QSet<int> found;
            for (const Record &record : std::as_const(*list)) {
                const int number = record.id.toInt();
                QCOMPARE(record.value.toString(), QString(50 + (number * 7919) % 9000, QChar(u'a' + number % 26)));
                found.insert(number);
            }
            QVERIFY2(found.contains(records), qPrintable(u"round %1 lost a record"_s.arg(round)));
            // What was written without having been acknowledged counts from here on: it is at most one.
            QVERIFY(found.size() <= records.size() + 1);
            records = found;
            for (const int number : std::as_const(found))
                next = qMax(next, number + 1);
            auto accounts = await(vault->keys());
            AIN_VERIFY_OK(accounts);
            QSet<int> names;
            for (const KeyRecord &key : std::as_const(*accounts))
                names.insert(key.name.toInt());
            QVERIFY2(names.contains(keys), qPrintable(u"round %1 lost a key"_s.arg(round)));
            if (!accounts->isEmpty())
                AIN_VERIFY_OK(await(vault->signMessage(accounts->last().id, u"testnet"_s, u"x"_s, 0)));
            AIN_VERIFY_OK(await(vault->lock()));
        }
        qInfo("%d acknowledged records, %lld keys", writesKilled, static_cast<long long>(keys.size()));
        QVERIFY(writesKilled > Rounds / 4);
    }

    void survivesWhileItIsMade()
    {
        int made = 0;
        for (int round = 0; round < 20; ++round) {
            Home home;
            const auto lines = runAndKill(home.directory(), {u"create"_s});
            const bool acknowledged = !lines.isEmpty() && lines.first().first == "c";
            auto vault = home.vault();
            if (vault->state() == Vault::State::Missing) {
                QVERIFY2(!acknowledged, "an acknowledged vault is gone");
                AIN_VERIFY_OK(await(vault->create(secret("one"))));
            } else {
                ++made;
                AIN_VERIFY_OK(await(vault->unlock(secret("one"))));
            }
        }
        qInfo("%d of 20 were made", made);
    }

private:
    using Lines = QList<std::pair<QByteArray, int>>;

    Lines runAndKill(const QString &directory, const QStringList &arguments)
    {
        QProcess child;
        child.setProcessChannelMode(QProcess::SeparateChannels);
        child.start(QStringLiteral(VAULT_WRITER), QStringList{directory} + arguments);
        if (!child.waitForStarted())
            return {};
        // Half of the time while it writes, half of the time anywhere, start included.
        QByteArray said;
        if (m_random.bounded(2) == 0) {
            while (!said.contains("r ") && !said.contains("p ") && child.waitForReadyRead(5'000))
                said += child.readAllStandardOutput();
        }
        QThread::usleep(m_random.bounded(60'000));
        const bool alive = child.state() == QProcess::Running;
        child.kill();
        child.waitForFinished();
        const QByteArray errors = child.readAllStandardError();
        if (!alive || !errors.isEmpty())
            qWarning("the writer said: %s", errors.constData());
        Lines lines;
        const auto output = (said + child.readAllStandardOutput()).split('\n');
        for (qsizetype i = 0; i + 1 < output.size(); ++i) { // the last piece may be half a line
            const auto words = output.at(i).split(' ');
            lines.append({words.value(0), words.value(1).toInt()});
        }
        return lines;
    }

    QRandomGenerator m_random;
};

} // namespace

QTEST_GUILESS_MAIN(TestVaultKill)
#include "test_vault_kill.moc"
