#include "gpu/share/market/tabstore.h"

#include "core/json/parser.h"
#include "core/json/writer.h"

namespace ain::market {

using namespace Qt::StringLiterals;

namespace {

constexpr int ApplicationId = 0x41494E4D; // "AINM"
constexpr qint64 MaxStoreBytes = 2LL << 30;
constexpr qsizetype OutboxMax = 1000;

const QStringList &firstVersion()
{
    static const QStringList statements{
        u"CREATE TABLE sessions(side INTEGER NOT NULL, id TEXT NOT NULL, account TEXT NOT NULL, requester TEXT NOT "
        u"NULL,"
        " provider TEXT NOT NULL, price INTEGER NOT NULL, cap INTEGER NOT NULL, expires INTEGER NOT NULL,"
        " state INTEGER NOT NULL, opened INTEGER NOT NULL, problem BLOB NOT NULL, PRIMARY KEY(side, id))"_s,
        u"CREATE TABLE jobs(side INTEGER NOT NULL, session TEXT NOT NULL, job TEXT NOT NULL, receipt TEXT NOT NULL,"
        " units INTEGER NOT NULL, seq INTEGER NOT NULL, delivered INTEGER NOT NULL, at INTEGER NOT NULL,"
        " PRIMARY KEY(side, session, job))"_s,
        u"CREATE TABLE tabs(side INTEGER NOT NULL, session TEXT NOT NULL, seq INTEGER NOT NULL, state INTEGER NOT NULL,"
        " jobs INTEGER NOT NULL, units INTEGER NOT NULL, signed INTEGER NOT NULL, voucher TEXT NOT NULL,"
        " first INTEGER NOT NULL, settled INTEGER NOT NULL, fee INTEGER NOT NULL, block INTEGER NOT NULL,"
        " ended INTEGER NOT NULL, next INTEGER NOT NULL, problem BLOB NOT NULL, PRIMARY KEY(side, session, seq))"_s,
        u"CREATE TABLE vouchers(hash TEXT NOT NULL, side INTEGER NOT NULL, session TEXT NOT NULL, seq INTEGER NOT NULL,"
        " amount INTEGER NOT NULL, jobs INTEGER NOT NULL, units INTEGER NOT NULL, root TEXT NOT NULL,"
        " state INTEGER NOT NULL, message BLOB NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(side, hash))"_s,
        u"CREATE TABLE proofs(session TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, proof BLOB NOT NULL,"
        " PRIMARY KEY(session, seq, kind))"_s,
        u"CREATE TABLE outbox(id INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, session TEXT NOT NULL,"
        " seq INTEGER NOT NULL, payload BLOB NOT NULL)"_s,
    };
    return statements;
}

QVariant number(auto value) { return QVariant::fromValue(qlonglong(value)); }

std::optional<Error> storedProblem(const QByteArray &text)
{
    if (text.isEmpty())
        return std::nullopt;
    const auto value = json::parse(text);
    if (!value)
        return Error{errors::Internal};
    return problemOf(*value);
}

template<typename T>
Result<T> only(Result<QList<T>> rows, ErrorCode code, const QVariantMap &args)
{
    if (!rows)
        return failure(rows.error());
    if (rows->isEmpty())
        return failure(code, args);
    return rows->takeFirst();
}

} // namespace

json::Value problemJson(const std::optional<Error> &problem)
{
    if (!problem)
        return {};
    json::Object args;
    for (const auto &[name, value] : problem->args.asKeyValueRange())
        args.set(name, value.toString());
    return json::Object{{u"code"_s, problem->code.toString()}, {u"args"_s, std::move(args)}};
}

std::optional<Error> problemOf(const json::Value &value)
{
    if (!value.isObject())
        return std::nullopt;
    Error problem{ErrorCode::stored(value[u"code"].string())};
    for (const auto &[name, argument] : value[u"args"].object())
        problem.args.insert(name, argument.toString());
    return problem;
}

QByteArray problemText(const std::optional<Error> &problem)
{
    return problem ? json::canonical(problemJson(problem)) : QByteArray("");
}

QString tabStateName(TabState state)
{
    switch (state) {
    case TabState::Open: return u"open"_s;
    case TabState::Owed: return u"owed"_s;
    case TabState::Signed: return u"signed"_s;
    case TabState::Cashing: return u"cashing"_s;
    case TabState::Settled: return u"settled"_s;
    case TabState::Proven: return u"proven"_s;
    case TabState::Unpaid: return u"unpaid"_s;
    }
    return u"open"_s;
}

bool isFrozen(TabState state) { return state >= TabState::Cashing; }

TabStore::TabStore(QString directory, const Clock &clock) : m_directory(std::move(directory)), m_clock(clock) { }

TabStore::~TabStore() = default;

Result<> TabStore::ready() const
{
    if (m_database)
        return {};
    return failure(
        m_refused.value_or(Error{errors::StoreOpen, {{u"path"_s, m_directory}, {u"reason"_s, u"not opened"_s}}, {}}));
}

Result<QString> TabStore::open()
{
    if (m_database)
        return QString();
    store::Options options;
    options.fileName = u"market.db"_s;
    options.applicationId = ApplicationId;
    options.migrations = {firstVersion()};
    options.maxBytes = MaxStoreBytes;
    auto database = store::Database::open(m_directory, options);
    if (!database) {
        m_refused = database.error();
        return failure(database.error());
    }
    m_database = *std::move(database);
    return m_database->setAside();
}

Result<QList<SessionRow>> TabStore::selectSessions(const QString &where, const QVariantList &values)
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    QList<SessionRow> rows;
    auto read = m_database->each(
        u"SELECT id, account, requester, provider, price, cap, expires, state, opened, problem FROM sessions "_s
            + where,
        values, [&rows](const store::Row &row) {
            SessionRow session;
            session.id = row.text(0);
            session.accountId = row.text(1);
            session.terms.requester = crypto::Address::parse(row.text(2)).value_or(crypto::Address());
            session.terms.provider = crypto::Address::parse(row.text(3)).value_or(crypto::Address());
            session.terms.pricePerMps = Amount::fromMicro(row.integer(4));
            session.terms.tabCap = Amount::fromMicro(row.integer(5));
            session.terms.expiresMs = row.integer(6);
            session.state = SessionState(row.small(7));
            session.openedMs = row.integer(8);
            session.problem = storedProblem(row.bytes(9));
            rows.append(std::move(session));
        });
    if (!read)
        return failure(read.error());
    return rows;
}

Result<QList<TabRow>> TabStore::selectTabs(const QString &where, const QVariantList &values)
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    QList<TabRow> rows;
    auto read =
        m_database->each(u"SELECT session, seq, state, jobs, units, signed, voucher, first, settled, fee, block,"
                         " ended, next, problem FROM tabs "_s
                             + where,
                         values, [&rows](const store::Row &row) {
                             TabRow tab;
                             tab.session = row.text(0);
                             tab.seq = row.small(1);
                             tab.state = TabState(row.small(2));
                             tab.jobs = row.small(3);
                             tab.units = row.integer(4);
                             tab.signedAmount = Amount::fromMicro(row.integer(5));
                             tab.voucher = row.text(6);
                             tab.firstVoucherMs = row.integer(7);
                             tab.settledAmount = Amount::fromMicro(row.integer(8));
                             tab.fee = Amount::fromMicro(row.integer(9));
                             tab.block = row.integer(10);
                             tab.endedMs = row.integer(11);
                             tab.nextTryMs = row.integer(12);
                             tab.problem = storedProblem(row.bytes(13));
                             rows.append(std::move(tab));
                         });
    if (!read)
        return failure(read.error());
    return rows;
}

Result<QList<JobRow>> TabStore::selectJobs(const QString &where, const QVariantList &values)
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    QList<JobRow> rows;
    auto read = m_database->each(u"SELECT job, receipt, units, seq, delivered, at FROM jobs "_s + where, values,
                                 [&rows](const store::Row &row) {
                                     JobRow job;
                                     job.item = {row.text(0), row.text(1), row.integer(2)};
                                     job.seq = row.small(3);
                                     job.isDelivered = row.small(4) != 0;
                                     job.atMs = row.integer(5);
                                     rows.append(std::move(job));
                                 });
    if (!read)
        return failure(read.error());
    return rows;
}

Result<QList<VoucherRow>> TabStore::selectVouchers(const QString &where, const QVariantList &values)
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    QList<VoucherRow> rows;
    auto read = m_database->each(
        u"SELECT hash, session, seq, amount, jobs, units, root, state, message, at FROM vouchers "_s + where, values,
        [&rows](const store::Row &row) {
            VoucherRow voucher;
            voucher.hash = row.text(0);
            voucher.terms.session = row.text(1);
            voucher.terms.seq = row.small(2);
            voucher.terms.settle = {Amount::fromMicro(row.integer(3)), row.small(4), row.integer(5), row.text(6)};
            voucher.state = VoucherState(row.small(7));
            voucher.message = row.bytes(8);
            voucher.atMs = row.integer(9);
            rows.append(std::move(voucher));
        });
    if (!read)
        return failure(read.error());
    return rows;
}

Result<SessionRow> TabStore::addSession(Side side, const SessionRow &session)
{
    return step([&]() -> Result<SessionRow> {
        auto known = selectSessions(u"WHERE side = ? AND id = ?"_s, {int(side), session.id});
        if (!known)
            return failure(known.error());
        if (!known->isEmpty()) {
            if (known->constFirst().terms != session.terms || known->constFirst().accountId != session.accountId)
                return failure(errors::ShareTerms, {{u"what"_s, u"session"_s}});
            return known->constFirst();
        }
        const SessionTerms &terms = session.terms;
        auto added = m_database->run(
            u"INSERT INTO sessions(side, id, account, requester, provider, price, cap, expires, state, opened, problem)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
            {int(side), session.id, session.accountId, terms.requester.toString(), terms.provider.toString(),
             number(terms.pricePerMps.micro()), number(terms.tabCap.micro()), number(terms.expiresMs),
             int(session.state), number(m_clock.nowMs()), problemText(session.problem)});
        if (!added)
            return failure(added.error());
        return this->session(side, session.id);
    });
}

Result<SessionRow> TabStore::session(Side side, const QString &id)
{
    return only(selectSessions(u"WHERE side = ? AND id = ?"_s, {int(side), id}), errors::ShareSessionUnknown,
                {{u"session"_s, id.left(40)}});
}

Result<QList<SessionRow>> TabStore::sessions(Side side)
{
    return selectSessions(u"WHERE side = ? ORDER BY opened, id"_s, {int(side)});
}

Result<> TabStore::setSession(Side side, const QString &id, SessionState state, const std::optional<Error> &problem)
{
    return step([&]() -> Result<> {
        auto changed = m_database->run(u"UPDATE sessions SET state = ?, problem = ? WHERE side = ? AND id = ?"_s,
                                       {int(state), problemText(problem), int(side), id});
        if (!changed)
            return failure(changed.error());
        if (*changed == 0)
            return failure(errors::ShareSessionUnknown, {{u"session"_s, id.left(40)}});
        return {};
    });
}

Result<SessionRow> TabStore::usable(Side side, const QString &id)
{
    auto row = session(side, id);
    if (row && row->state != SessionState::Open)
        return failure(errors::ShareSessionEnded, {{u"session"_s, id}});
    return row;
}

Result<QList<TabRow>> TabStore::tabs(Side side, const QString &session)
{
    return selectTabs(u"WHERE side = ? AND (? = '' OR session = ?) ORDER BY rowid"_s, {int(side), session, session});
}

Result<TabRow> TabStore::tab(Side side, const QString &session, int seq)
{
    return only(selectTabs(u"WHERE side = ? AND session = ? AND seq = ?"_s, {int(side), session, seq}),
                errors::NotFound, {{u"what"_s, u"%1/%2"_s.arg(session).arg(seq)}});
}

Result<QList<JobRow>> TabStore::jobs(Side side, const QString &session, int seq)
{
    return selectJobs(u"WHERE side = ? AND session = ? AND (? = -2 OR seq = ?) ORDER BY rowid"_s,
                      {int(side), session, seq, seq});
}

Result<QList<VoucherRow>> TabStore::vouchers(Side side, const QString &session, int seq)
{
    return selectVouchers(u"WHERE side = ? AND session = ? AND seq = ? ORDER BY rowid"_s, {int(side), session, seq});
}

Result<QList<OutboxRow>> TabStore::outbox(const QString &topic)
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    QList<OutboxRow> rows;
    auto read = m_database->each(
        u"SELECT id, topic, session, seq, payload FROM outbox WHERE topic = ? ORDER BY id LIMIT %1"_s.arg(OutboxMax),
        {topic}, [&rows](const store::Row &row) {
            rows.append({row.integer(0), row.text(1), row.text(2), row.small(3), row.bytes(4)});
        });
    if (!read)
        return failure(read.error());
    return rows;
}

Result<> TabStore::delivered(qint64 outboxId)
{
    return step([&]() -> Result<> {
        auto removed = m_database->run(u"DELETE FROM outbox WHERE id = ?"_s, {number(outboxId)});
        return removed ? Result<>() : failure(removed.error());
    });
}

Result<> TabStore::addOutbox(const QString &topic, const QString &session, int seq, const QByteArray &payload)
{
    // A newer one of the same tab takes the place of what was not delivered yet.
    if (auto dropped = dropOutbox(topic, session, seq); !dropped)
        return dropped;
    auto added = m_database->run(u"INSERT INTO outbox(topic, session, seq, payload) VALUES(?, ?, ?, ?)"_s,
                                 {topic, session, seq, payload});
    return added ? Result<>() : failure(added.error());
}

Result<> TabStore::dropOutbox(const QString &topic, const QString &session, int seq)
{
    auto removed =
        m_database->run(u"DELETE FROM outbox WHERE topic = ? AND session = ? AND seq = ?"_s, {topic, session, seq});
    return removed ? Result<>() : failure(removed.error());
}

Result<> TabStore::writeTab(Side side, const TabRow &tab)
{
    // An upsert keeps the row's place in the order of time.
    auto written = m_database->run(
        u"INSERT INTO tabs(side, session, seq, state, jobs, units, signed, voucher, first, settled, fee, block, ended,"
        " next, problem) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(side, session, seq) DO UPDATE"
        " SET state = excluded.state, jobs = excluded.jobs, units = excluded.units, signed = excluded.signed,"
        " voucher = excluded.voucher, first = excluded.first, settled = excluded.settled, fee = excluded.fee,"
        " block = excluded.block, ended = excluded.ended, next = excluded.next, problem = excluded.problem"_s,
        {int(side), tab.session, tab.seq, int(tab.state), tab.jobs, number(tab.units), number(tab.signedAmount.micro()),
         tab.voucher, number(tab.firstVoucherMs), number(tab.settledAmount.micro()), number(tab.fee.micro()),
         number(tab.block), number(tab.endedMs), number(tab.nextTryMs), problemText(tab.problem)});
    return written ? Result<>() : failure(written.error());
}

Result<> TabStore::writeVoucher(Side side, const Voucher &voucher, const QByteArray &message)
{
    const SettleRecord &settle = voucher.terms.settle;
    auto written = m_database->run(
        u"INSERT OR IGNORE INTO vouchers(hash, side, session, seq, amount, jobs, units, root, state, message, at)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)"_s,
        {voucher.transaction.hashText(), int(side), voucher.terms.session, voucher.terms.seq,
         number(settle.amount.micro()), settle.jobs, number(settle.units), settle.receiptsRoot, message,
         number(m_clock.nowMs())});
    return written ? Result<>() : failure(written.error());
}

} // namespace ain::market
