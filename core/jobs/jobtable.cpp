#include "core/jobs/jobstore.h"
#include "core/json/parser.h"
#include "core/json/writer.h"

namespace ain::jobs {

using namespace Qt::StringLiterals;

namespace {

constexpr int ApplicationId = 0x41494e4a; // "AINJ"

QVariantMap argumentsOf(const json::Object &object)
{
    QVariantMap args;
    for (const auto &[key, value] : object) {
        if (value.isString())
            args.insert(key, value.string());
        else if (value.isBool())
            args.insert(key, value.toBool());
        else if (value.isNumber() && value.toDouble() == double(value.toInteger()))
            args.insert(key, value.toInteger());
        else if (value.isNumber())
            args.insert(key, value.toDouble());
    }
    return args;
}

std::optional<Error> errorOf(const QByteArray &text)
{
    if (text.isEmpty())
        return std::nullopt;
    const auto value = json::parse(text, {.maxBytes = PayloadMax, .maxDepth = 4, .maxValues = 1000});
    if (!value)
        return Error{errors::Internal};
    return Error{ErrorCode::stored((*value)[u"code"].string()), argumentsOf((*value)[u"args"].object()),
                 (*value)[u"detail"].string()};
}

} // namespace

store::Options jobTable()
{
    store::Options options;
    options.fileName = u"jobs.db"_s;
    options.applicationId = ApplicationId;
    options.migrations = {{
        u"CREATE TABLE jobs(id TEXT PRIMARY KEY, kind TEXT NOT NULL, payload BLOB NOT NULL, priority INTEGER NOT NULL,"
        " state INTEGER NOT NULL, position INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,"
        " deaths INTEGER NOT NULL DEFAULT 0, checkpoint BLOB NOT NULL DEFAULT x'', result BLOB NOT NULL DEFAULT x'',"
        " error TEXT NOT NULL DEFAULT '', job_group TEXT NOT NULL, key TEXT UNIQUE, token TEXT,"
        " cancel_wanted INTEGER NOT NULL DEFAULT 0, created INTEGER NOT NULL, started INTEGER NOT NULL DEFAULT 0,"
        " ended INTEGER NOT NULL DEFAULT 0)"_s,
        u"CREATE INDEX jobs_to_take ON jobs(priority DESC, position) WHERE state = 0"_s,
        u"CREATE INDEX jobs_open ON jobs(state, priority, position) WHERE state < 3"_s,
        u"CREATE INDEX jobs_ended ON jobs(ended) WHERE state >= 3"_s,
        u"CREATE TABLE outbox(id INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, payload BLOB NOT NULL,"
        " job TEXT NOT NULL)"_s,
        u"CREATE INDEX outbox_topic ON outbox(topic, id)"_s,
        u"CREATE INDEX outbox_job ON outbox(job)"_s,
        u"CREATE TABLE paused(kind TEXT PRIMARY KEY) WITHOUT ROWID"_s,
    }};
    return options;
}

Job jobOf(const store::Row &row)
{
    Job job;
    job.id = row.text(0);
    job.kind = row.text(1);
    job.payload = row.bytes(2);
    job.priority = Priority(qBound(0, row.small(3), int(Priority::Mine)));
    job.state = State(qBound(0, row.small(4), int(State::Cancelled)));
    job.position = row.integer(5);
    job.attempts = row.small(6);
    job.checkpoint = row.bytes(7);
    job.result = row.bytes(8);
    job.error = errorOf(row.bytes(9));
    job.group = row.text(10);
    job.isCancelWanted = row.small(11) != 0;
    job.createdMs = row.integer(12);
    job.startedMs = row.integer(13);
    job.endedMs = row.integer(14);
    return job;
}

QByteArray errorText(const Error &error)
{
    json::Object args;
    for (auto it = error.args.begin(); it != error.args.end() && args.size() < 50; ++it) {
        const int type = it.value().metaType().id();
        if (type == QMetaType::Bool)
            args.set(it.key().left(80), it.value().toBool());
        else if (type == QMetaType::Int || type == QMetaType::LongLong || type == QMetaType::UInt
                 || type == QMetaType::ULongLong || type == QMetaType::Double)
            args.set(it.key().left(80), it.value().toDouble());
        else
            args.set(it.key().left(80), it.value().toString().left(2000));
    }
    json::Object object;
    object.set(u"code"_s, error.code.toString());
    object.set(u"args"_s, std::move(args));
    object.set(u"detail"_s, error.detail.left(8000));
    return json::canonical(object);
}

QString stateName(State state)
{
    switch (state) {
    case State::Queued: return u"queued"_s;
    case State::Paused: return u"paused"_s;
    case State::Running: return u"running"_s;
    case State::Done: return u"done"_s;
    case State::Failed: return u"failed"_s;
    case State::Cancelled: return u"cancelled"_s;
    }
    return {};
}

} // namespace ain::jobs
