// The command line itself: contradictions are refused, errors are JSON where JSON was asked for, help is in the user's
// language.
#include "clirun.h"

#include <QRegularExpression>

#ifdef Q_OS_LINUX
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>
#endif

using namespace ain;
using namespace ain::test;

namespace {

class TestUsage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void contradictionsAreRefused_data()
    {
        QTest::addColumn<QStringList>("line");
        const auto row = [](const char *line) { QTest::newRow(line) << QString::fromLatin1(line).split(u' '); };
        row("account list --password-file a --password-fd 0");
        row("account list --password-file a --password-file b");
        row("account list --network practice --network mainnet");
        row("account list --data a --data=b");
        row("account list --lang fr");
        row("account create --phrase a --words 12");
        row("account restore --mnemonic-file a --mnemonic-fd 0");
        row("account restore --mnemonic-fd 0 --password-fd 0");
        row("account import --watch 0x0 --key-file a");
        row("account import --keystore a --key-fd 0");
        row("account import --key-file a --keystore-password-file b");
        row("account export a --mnemonic --private-key");
        row("account export a --mnemonic --keystore b");
        row("vault init --unprotected --password-file a");
        row("vault passwd --unprotected --new-password-fd 0");
        row("send 0x0 1 --from a --from b");
        row("send 0x0 1 --dry-run --yes");
        row("stake app 1 --dry-run --yes");
        row("sandbox run --instant --block-ms 500");
        row("sandbox run --block-ms 0");
        row("sandbox run --block-ms 99");
        row("sandbox run --port 70000");
    }
    void contradictionsAreRefused()
    {
        QFETCH(QStringList, line);
        const QTemporaryDir home;
        QStringList arguments = line + QStringList{u"--json"_s};
        if (!line.contains(u"--data"))
            arguments += {u"--data"_s, home.path()};
        const Outcome outcome = runCli(arguments);
        QCOMPARE(outcome.exitCode, 2);
        QCOMPARE(outcome.code(), u"cli.usage"_s);
        const QString message = outcome.json.at({u"error", u"message"}).toString();
        QVERIFY2(!message.contains(u'%'), qPrintable(message));
        // Nothing was begun.
        QVERIFY(!QFile::exists(home.filePath(u"vault"_s)));
    }

    void noCommandIsAnError()
    {
        const Outcome json = runCli({u"--json"_s});
        QCOMPARE(json.exitCode, 2);
        QCOMPARE(json.code(), u"cli.usage"_s);
        const Outcome plain = runCli({});
        QCOMPARE(plain.exitCode, 2);
        QVERIFY(plain.out.isEmpty());
        QVERIFY(plain.err.contains("token mint"));
    }

    void helpIsTranslated()
    {
        const QString english = QString::fromUtf8(runCli({u"--help"_s, u"--lang"_s, u"en"_s}).out);
        const QString korean = QString::fromUtf8(runCli({u"--help"_s, u"--lang"_s, u"ko"_s}).out);
        QCOMPARE(korean.count(u'\n'), english.count(u'\n'));
        const QStringList englishLines = english.split(u'\n');
        const QStringList koreanLines = korean.split(u'\n');
        static const QRegularExpression hangul(u"[가-힣]"_s);
        qsizetype commands = 0;
        for (qsizetype i = 0; i < englishLines.size(); ++i) {
            QVERIFY2(!englishLines.at(i).contains(hangul), qPrintable(englishLines.at(i)));
            // The shapes of the crypto lines are the same in every language.
            if (englishLines.at(i).startsWith(u"  ") && !englishLines.at(i).contains(u"→")) {
                ++commands;
                QVERIFY2(koreanLines.at(i).contains(hangul), qPrintable(koreanLines.at(i)));
                QCOMPARE(koreanLines.at(i).left(18), englishLines.at(i).left(18));
            }
        }
        QVERIFY(commands > 30);
        QVERIFY(QString::fromUtf8(runCli({u"send"_s, u"--help"_s}, {}, "ko_KR.UTF-8").out).contains(hangul));
        QVERIFY(!QString::fromUtf8(runCli({u"send"_s, u"--help"_s, u"--lang=en"_s}, {}, "ko_KR.UTF-8").out)
                     .contains(hangul));
        QVERIFY(QString::fromUtf8(runCli({u"send"_s, u"--lang"_s, u"ko"_s}).err).contains(u"ain-studio-cli"));
    }

    /// The reference part of the manual; installers/man has the rest.
    void theManualSpeaksBothLanguages()
    {
        const QByteArray manual = runCli({u"--man-page"_s}).out;
        const QByteArray korean = runCli({u"--man-page"_s, u"--lang"_s, u"ko"_s}).out;
        QVERIFY(manual.startsWith(".SH OPTIONS\n") && manual.contains("\n.SH COMMANDS\n"));
        QCOMPARE(korean.count("\n.SS "), manual.count("\n.SS "));
        QVERIFY(korean.contains("금고") && !manual.contains("금고"));
        for (const char *word :
             {".SS stake APP AMOUNT", ".SS unstake", ".SS claim", ".SS app create", ".SS crypto encrypt"})
            QVERIFY2(manual.contains(word), word);
    }

    void encryptedLines()
    {
        const QByteArray key(64, '1');
        const Outcome derived = runCli({u"crypto"_s, u"encrypt"_s},
                                       "{\"public_key\":\"nonsense\",\"message\":\"a\"}\n"
                                       "{\"public_key\":\"034f355bdcb7cc0af728ef3cceb9615d90684bb5b2ca5f859ab0f0b704"
                                       "075871aa\",\"message\":\"하늘\"}\n");
        QCOMPARE(derived.exitCode, 1);
        const QList<QByteArray> lines = derived.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines.first().contains("crypto.public_key_invalid"));
        QByteArray back = lines.last();
        back.replace(0, 1, "{\"private_key\":\"" + key + "\",");
        const Outcome opened = runCli({u"crypto"_s, u"decrypt"_s}, back + '\n');
        QCOMPARE(opened.exitCode, 0);
        QCOMPARE(opened.json[u"message"].toString(), u"하늘"_s);
    }

#ifdef Q_OS_LINUX
    /// At a terminal a person is asked, and only a yes sends.
    void aPersonIsAsked()
    {
        const CliBench bench(false);
        QCOMPARE(bench.run({u"vault"_s, u"init"_s, u"--unprotected"_s}).exitCode, 0);
        const QString me = bench.run({u"account"_s, u"create"_s}).json[u"address"].toString();
        QCOMPARE(bench.run({u"faucet"_s}).exitCode, 0);
        const auto sendAtTerminal = [&bench](const QByteArray &answer, const QStringList &more = {}) {
            const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
            if (terminal < 0 || ::grantpt(terminal) != 0 || ::unlockpt(terminal) != 0)
                qFatal("no terminal");
            const QByteArray name = ::ptsname(terminal);
            QProcess process;
            process.setChildProcessModifier([name] {
                const int own = ::open(name.constData(), O_RDWR | O_NOCTTY);
                ::dup2(own, STDIN_FILENO);
                ::dup2(own, STDERR_FILENO);
            });
            process.start(QStringLiteral(AIN_CLI),
                          QStringList{u"--data"_s, bench.path(u"data"_s), u"--network"_s, u"practice"_s, u"--lang"_s,
                                      u"en"_s, u"send"_s, u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96"_s, u"1"_s}
                              + more);
            if (!answer.isEmpty())
                (void)!::write(terminal, answer.constData(), std::size_t(answer.size()));
            process.waitForFinished(60000);
            QByteArray shown(4096, '\0');
            const auto size = ::read(terminal, shown.data(), std::size_t(shown.size()));
            shown.truncate(qsizetype(std::max<ssize_t>(size, 0)));
            ::close(terminal);
            return std::pair(process.exitCode(), shown);
        };
        const auto refused = sendAtTerminal("\n");
        QCOMPARE(refused.first, 1);
        QVERIFY2(refused.second.contains("Send 1.000000 AIN") && refused.second.contains("Fee: "),
                 refused.second.constData());
        QCOMPARE(bench.run({u"balance"_s, me}).json[u"balance"].toString(), u"100.000000"_s);
        QCOMPARE(bench.run({u"tx"_s, u"list"_s}).json.array().size(), std::size_t(0));
        QCOMPARE(sendAtTerminal("y\n").first, 0);
        QCOMPARE(bench.run({u"tx"_s, u"list"_s}).json.array().size(), std::size_t(1));
        QCOMPARE(sendAtTerminal({}, {u"--yes"_s}).first, 0);
        QCOMPARE(bench.run({u"tx"_s, u"list"_s}).json.array().size(), std::size_t(2));
    }
#endif
};

} // namespace

QTEST_GUILESS_MAIN(TestUsage)
#include "test_usage.moc"
