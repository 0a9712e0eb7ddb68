#include "app/cli/journey.h"

#include <QDateTime>
#include <QDir>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

Task<json::Value> journey(Session &session, Invocation invocation)
{
    JourneyOptions options;
    options.directory = invocation.value(u"out"_s,
                                         session.options().dataDirectory
                                             + QDateTime::currentDateTime().toString(u"'/journey-'yyyyMMdd-HHmmss"_s));
    options.directory = QDir(options.directory).absolutePath();
    options.prompt = invocation.value(u"prompt"_s);
    options.funderKeyFile = invocation.value(u"funder-key-file"_s);
    const QDir directory(options.directory);
    if (directory.exists() && !directory.isEmpty())
        co_return usageError(u"--out "_s + options.directory);
    Journey way(session, std::move(options));
    auto report = co_await way.run();
    co_return report;
}

} // namespace

QList<Command> journeyCommands()
{
    return {
        {.name = u"journey"_s,
         .summary = QT_TRANSLATE_NOOP(
             "Cli", "The whole way once: vault, wallet, AIN, collection, picture, token, kill -9, restore."),
         .options = {{u"out"_s, u"DIR"_s,
                      QT_TRANSLATE_NOOP("Cli", "empty directory that keeps vault, picture and report")},
                     {u"prompt"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "what the picture is to show")},
                     {u"funder-key-file"_s, u"FILE"_s,
                      QT_TRANSLATE_NOOP("Cli", "a key with at least 25 AIN, where there is no faucet")}},
         .alwaysJson = true,
         .run = journey},
    };
}

} // namespace ain::cli
