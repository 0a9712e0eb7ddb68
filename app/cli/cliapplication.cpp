#include "app/cli/cliapplication.h"

#include "app/cli/commandline.h"
#include "app/cli/crypto/cryptocommands.h"
#include "app/cli/sandbox/sandboxrun.h"
#include "core/json/writer.h"
#include "ui/text/errortext.h"
#include "ui/text/translations.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QTranslator>

#include <cstdio>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

/// Shorter ones leave no time for the votes between two blocks.
constexpr int MinBlockMs = 100;

/// False when the text did not get out (a full disk, a closed pipe).
bool print(std::FILE *file, const QByteArray &bytes)
{
    const bool written =
        std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), file) == std::size_t(bytes.size());
    return std::fflush(file) == 0 && written;
}

int exitCodeOf(const Error &error) { return error.code == errors::CliUsage ? 2 : 1; }

/// Takes up what a former run left open, and gives it a moment to end: what is final on the chain already must not
/// stand in the way of this command.
Task<> settleOpen(Session &session)
{
    auto &wallet = session.services().wallet();
    auto resumed = co_await wallet.resume();
    if (!resumed)
        co_return resumed;
    constexpr int looks = 20;
    for (int i = 0; i < looks; ++i) {
        auto records = co_await wallet.transactions();
        if (!records)
            co_return failure(records.error());
        bool open = false;
        for (const auto &record : *records)
            open = open || !(chain::isEnd(record.status.state) || record.status.state == chain::TxState::Reverted);
        if (!open)
            break;
        auto slept = co_await sleepFor(&session, 150);
        if (!slept)
            co_return slept;
    }
    co_return Result<>();
}

/// Opens what the command needs, runs it, prints its result; ends with the exit code.
Task<int> runCommand(Session &session, const Command *command, Invocation invocation)
{
    const bool json = session.options().json || command->alwaysJson;
    if ((command->needs & Command::OpenVault) != 0) {
        auto opened = co_await session.openVault();
        if (!opened) {
            printError(opened.error(), json);
            co_return 1;
        }
    }
    if ((command->needs & Command::Network) != 0) {
        auto opened = co_await session.openNetwork();
        if (!opened) {
            printError(opened.error(), json);
            co_return 1;
        }
        if ((command->needs & Command::OpenVault) != 0) {
            // What fails here fails in the command as well, which tells it.
            [[maybe_unused]] auto settled = co_await settleOpen(session);
        }
    }
    if ((command->needs & Command::Studio) != 0) {
        auto opened = co_await session.services().studio().open();
        if (!opened) {
            printError(opened.error(), json);
            co_return 1;
        }
    }
    auto result = co_await command->run(session, std::move(invocation));
    if (!result) {
        printError(result.error(), json);
        co_return exitCodeOf(result.error());
    }
    if (!print(stdout, json ? json::canonical(*result) + '\n' : renderText(*result).toLocal8Bit()))
        co_return 1;
    // A journey that ran but did not arrive tells so in its report, a figure that could not be proven beside it.
    const bool isFailed = ((*result)[u"ok"].isBool() && !(*result)[u"ok"].toBool()) || (*result)[u"error"].isObject();
    co_return isFailed ? 1 : 0;
}

int runSandboxCommand(const CommandLine &line)
{
    SandboxRunOptions options;
    options.network.dataDirectory = line.global.dataDirectory;
    options.network.instant = line.invocation.has(u"instant"_s);
    bool ok = true;
    if (line.invocation.has(u"port"_s))
        options.network.port = line.invocation.value(u"port"_s).toUShort(&ok);
    if (ok && line.invocation.has(u"event-port"_s))
        options.network.eventPort = line.invocation.value(u"event-port"_s).toUShort(&ok);
    if (ok && line.invocation.has(u"block-ms"_s))
        options.network.blockIntervalMs = line.invocation.value(u"block-ms"_s).toInt(&ok);
    if (!ok || options.network.blockIntervalMs < MinBlockMs) {
        const QString usage = u"--port N, --event-port N, --block-ms N (N ≥ %1)"_s.arg(MinBlockMs);
        printError(usageError(usage).value(), line.global.json);
        return 2;
    }
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return 1;
    if (const auto ran = runSandbox(options, out); !ran) {
        printError(ran.error(), line.global.json);
        return 1;
    }
    return 0;
}

int runLines(const CommandLine &line)
{
    QFile in;
    QFile out;
    // By descriptor: a FILE would wait for a whole block before it gives the first line.
    if (!in.open(0, QIODevice::ReadOnly) || !out.open(stdout, QIODevice::WriteOnly))
        return 1;
    return runCryptoLines(line.command->name.section(u' ', 1), in, out,
                          [](const Error &error) { return text::errorSentence(error); });
}

QList<Command> lineCommands()
{
    const auto line = [](const QString &name, const char *summary) {
        return Command{.name = u"crypto "_s + name, .summary = summary};
    };
    return {
        line(u"canonical"_s,
             QT_TRANSLATE_NOOP("Cli", "JSON value → {canonical, hash}; one per line in, one per line out.")),
        line(u"hash"_s, QT_TRANSLATE_NOOP("Cli", "{message} → {hash}, the hash of a message.")),
        line(u"sign-tx"_s,
             QT_TRANSLATE_NOOP("Cli", "{private_key, chain_id, tx_body} → {canonical, hash, signature, address}.")),
        line(u"sign-message"_s, QT_TRANSLATE_NOOP("Cli", "{private_key, chain_id, message} → {hash, signature}.")),
        line(u"verify-message"_s,
             QT_TRANSLATE_NOOP("Cli", "{message, signature, chain_id, address?} → {valid, address}.")),
        line(u"recover"_s, QT_TRANSLATE_NOOP("Cli", "{tx_body, signature, chain_id} → {address, hash}.")),
        line(u"keystore-decrypt"_s, QT_TRANSLATE_NOOP("Cli", "{keystore, password} → {private_key, address}.")),
        line(u"encrypt"_s, QT_TRANSLATE_NOOP("Cli", "{public_key, message} → {encrypted}, for the owner of the key.")),
        line(u"decrypt"_s, QT_TRANSLATE_NOOP("Cli", "{private_key, encrypted} → {message}.")),
        line(u"derive"_s,
             QT_TRANSLATE_NOOP("Cli", "{mnemonic, passphrase?, path} → {private_key, public_key, address}.")),
        {.name = u"sandbox run"_s,
         .summary = QT_TRANSLATE_NOOP(
             "Cli", "Serve a practice network on this computer; prints its addresses as one line of JSON."),
         .options = {{u"port"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "port of JSON-RPC; any free one by default")},
                     {u"event-port"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "port of the event channel")},
                     {u"block-ms"_s, u"N"_s,
                      QT_TRANSLATE_NOOP("Cli", "milliseconds between blocks, at least 100 (3000)")},
                     {u"instant"_s, {}, QT_TRANSLATE_NOOP("Cli", "every transaction is final at once")}},
         .exclusive = {{u"instant"_s, u"block-ms"_s}}},
    };
}

} // namespace

QList<Command> allCommands()
{
#ifdef AIN_POOL
    const QList<Command> pool = poolCommands();
#else
    const QList<Command> pool; // built without libnats
#endif
    return vaultCommands() + accountCommands() + walletCommands() + contactCommands() + offlineCommands()
        + historyCommands() + messageCommands() + stakeCommands() + lightCommands() + ainftCommands() + modelCommands()
        + studioCommands() + galleryCommands() + provenanceCommands() + shareCommands() + exchangeCommands()
        + marketCommands() + earningsCommands() + apiCommands() + peerCommands() + pool + journeyCommands()
        + lineCommands();
}

void installTranslation(const QStringList &arguments)
{
    // Ahead of everything else, so that a wrong command line is told in this language already.
    QString wanted;
    for (qsizetype i = 0; i < arguments.size() && arguments.at(i) != u"--"; ++i) {
        if (arguments.at(i) == u"--lang")
            wanted = arguments.value(i + 1);
        else if (arguments.at(i).startsWith(u"--lang="))
            wanted = arguments.at(i).mid(7);
    }
    if (wanted == u"en" || wanted == u"ko")
        QLocale::setDefault(QLocale(wanted));
    const bool korean = wanted == u"ko" || (wanted != u"en" && QLocale::system().language() == QLocale::Korean);
    auto *translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(text::translationFile(korean ? u"ko"_s : u"en"_s)))
        QCoreApplication::installTranslator(translator);
}

void printError(const Error &error, bool asJson)
{
    const QString sentence = text::errorSentence(error);
    if (asJson) {
        json::Object content;
        content.set(u"code"_s, error.code.toString());
        content.set(u"message"_s, sentence);
        print(stdout, json::canonical(json::Object{{u"error"_s, std::move(content)}}) + '\n');
        return;
    }
    print(stderr, sentence.toLocal8Bit() + '\n');
    if (!error.detail.isEmpty())
        print(stderr, "  (" + error.detail.toLocal8Bit() + ")\n");
}

int runCommandLine(const QStringList &arguments)
{
    const QList<Command> commands = allCommands();
    auto line = parseCommandLine(arguments, commands);
    if (!line) {
        printError(line.error(), arguments.contains(u"--json"_s));
        return 2;
    }
    if (line->wantsVersion) {
        print(stdout, "ain-studio-cli " + QCoreApplication::applicationVersion().toUtf8() + '\n');
        return 0;
    }
    if (line->wantsManPage) {
        print(stdout, manPage(commands).toUtf8());
        return 0;
    }
    if (line->wantsHelp || line->command == nullptr) {
        if (line->global.json && !line->wantsHelp) {
            printError(usageError(translated(QT_TRANSLATE_NOOP("Cli", "no command is named"))).value(), true);
            return 2;
        }
        const QString help = line->command != nullptr ? commandHelp(*line->command) : overviewHelp(commands);
        print(line->wantsHelp ? stdout : stderr, help.toLocal8Bit());
        return line->wantsHelp ? 0 : 2;
    }
    if (line->command->name == u"sandbox run")
        return runSandboxCommand(*line);
    if (!line->command->run)
        return runLines(*line);

    if (line->global.dataDirectory.isEmpty())
        line->global.dataDirectory = app::Services::defaultDataDirectory();
    Session session(line->global);
    int exitCode = 1;
    QObject context;
    runCommand(session, line->command, line->invocation).then(&context, [&](Result<int> code) {
        exitCode = code.value_or(1);
        QCoreApplication::exit(exitCode);
    });
    QCoreApplication::exec();
    return exitCode;
}

} // namespace ain::cli
