// Content Credentials in the terminal: what a file says of itself, and whether one's own pictures carry them.
#include "app/cli/session.h"
#include "app/services/picturesigner.h"
#include "core/provenance/manifest.h"
#include "ui/text/provenancetext.h"

#include <QFile>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

QString standingWord(provenance::Standing standing)
{
    switch (standing) {
    case provenance::Standing::None: return u"none"_s;
    case provenance::Standing::Valid: return u"valid"_s;
    case provenance::Standing::Altered: return u"altered"_s;
    case provenance::Standing::Unknown: return u"unknown"_s;
    }
    return {};
}

json::Value textOrNull(const QString &text) { return text.isEmpty() ? json::Value() : json::Value(text); }

Task<json::Value> provenanceCheck(Session &session, Invocation invocation)
{
    QFile file(invocation.arguments.constFirst());
    QVariantMap named;
    named.insert(u"path"_s, file.fileName());
    if (!file.open(QIODevice::ReadOnly))
        co_return failure(errors::FileRead, named, file.errorString());
    const QByteArray bytes = file.read(provenance::MaxPng + 1);
    const auto report = provenance::check(bytes, QDateTime::currentDateTimeUtc());
    if (!report)
        co_return failure(report.error());
    json::Object out;
    // Anything but "valid" is a failure too: a script asks for the exit code.
    out.set(u"ok"_s, report->standing == provenance::Standing::Valid);
    out.set(u"standing"_s, standingWord(report->standing));
    out.set(u"fault"_s, textOrNull(report->fault));
    if (!session.options().json)
        out.set(u"meaning"_s, text::provenanceSentence(*report));
    if (report->standing != provenance::Standing::None) {
        out.set(u"generator"_s, textOrNull(report->generator));
        out.set(u"signer"_s, textOrNull(report->signer));
        out.set(u"source"_s, textOrNull(report->sourceType));
        out.set(u"model"_s, textOrNull(report->model));
        out.set(u"model_sha256"_s, textOrNull(report->modelSha256));
        out.set(u"created"_s,
                textOrNull(report->when.isValid() ? report->when.toUTC().toString(Qt::ISODate) : QString()));
    }
    co_return json::Value(std::move(out));
}

Task<json::Value> provenanceSet(Session &session, Invocation invocation)
{
    app::SettingsStore &settings = session.services().settings();
    if (!invocation.arguments.isEmpty()) {
        const QString wish = invocation.arguments.constFirst();
        if (wish != u"on" && wish != u"off")
            co_return usageError(u"on|off"_s);
        const auto done = app::setSignsPictures(settings, wish == u"on");
        if (!done)
            co_return failure(done.error());
    }
    json::Object out;
    out.set(u"on"_s, app::signsPictures(settings));
    co_return json::Value(std::move(out));
}

} // namespace

QList<Command> provenanceCommands()
{
    return {
        {.name = u"provenance check"_s,
         .arguments = u"FILE"_s,
         .summary = QT_TRANSLATE_NOOP("Cli",
                                      "What the Content Credentials (C2PA) of a PNG say, and whether the file is still "
                                      "what was signed; exit code 1 if not, or if it has none."),
         .minArguments = 1,
         .maxArguments = 1,
         .run = provenanceCheck},
        {.name = u"provenance set"_s,
         .arguments = u"[on|off]"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Whether pictures carry Content Credentials when they are saved."),
         .maxArguments = 1,
         .run = provenanceSet},
    };
}

} // namespace ain::cli
