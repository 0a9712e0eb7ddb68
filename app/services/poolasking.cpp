#include "app/services/poolasking.h"

#include "app/services/filewrite.h"
#include "app/services/poolorder.h"
#include "core/ainft/recipe.h"
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/share/pool/errors.h"

#include <QFile>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int Version = 1;
constexpr int MinuteMs = 60'000;
constexpr qsizetype MostWaiting = 10'000; // what the pool keeps
constexpr qsizetype MostFileBytes = 2 * 1024 * 1024;

} // namespace

PoolAsking::PoolAsking(Services &services, pool::PoolClient &client, const PoolBooks &books)
    : m_services(services), m_client(client), m_books(books)
{
    m_minute.setInterval(MinuteMs);
    connect(&m_minute, &QTimer::timeout, this, &PoolAsking::recover);
    read();
}

PoolAsking::~PoolAsking() = default;

void PoolAsking::read()
{
    QFile file(m_books.askedFile());
    if (!file.open(QIODevice::ReadOnly))
        return;
    const auto value = json::parse(file.read(MostFileBytes + 1), {.maxBytes = MostFileBytes, .maxDepth = 4});
    if (!value || (*value)[u"v"].toInteger() != Version)
        return; // what is still in the pool comes with the next order
    const qint64 now = m_services.clock().nowMs();
    for (const json::Value &entry : (*value)[u"jobs"].array()) {
        const QString job = entry[u"job"].toString();
        const qint64 at = entry[u"asked"].toInteger();
        const bool isFresh = at <= now && now - at < KeptMs;
        if (isFresh && pool::isJobId(job) && m_waiting.size() < MostWaiting)
            m_waiting.insert(job, at);
    }
}

Result<> PoolAsking::write() const
{
    if (m_waiting.isEmpty()) {
        QFile::remove(m_books.askedFile());
        return {};
    }
    json::Array jobs;
    for (auto it = m_waiting.cbegin(); it != m_waiting.cend(); ++it) {
        json::Object entry;
        entry.set(u"job"_s, it.key());
        entry.set(u"asked"_s, it.value());
        jobs.emplace_back(std::move(entry));
    }
    json::Object object;
    object.set(u"v"_s, Version);
    object.set(u"jobs"_s, std::move(jobs));
    return writeFile(m_books.askedFile(), json::canonical(object));
}

void PoolAsking::resume()
{
    if (m_waiting.isEmpty())
        return;
    if (const auto listening = listen(); !listening)
        fail(listening.error());
}

Result<> PoolAsking::listen()
{
    if (m_requester)
        return {};
    auto lock = FileLock::take(m_books.askingLock());
    if (!lock)
        return failure(lock.error());
    m_lock = std::move(*lock);
    m_requester = std::make_unique<pool::PoolRequester>(m_client);
    connect(m_requester.get(), &pool::PoolRequester::arrived, this, [this](const pool::Collected &collected) {
        take(collected).detach(); // what goes wrong is lastFailure()
    });
    connect(m_requester.get(), &pool::PoolRequester::troubleChanged, this, &PoolAsking::changed);
    m_requester->start();
    m_minute.start();
    return {};
}

void PoolAsking::rest()
{
    if (!m_requester || m_orders > 0 || m_taking > 0 || !m_waiting.isEmpty())
        return;
    m_minute.stop();
    m_requester->stop();
    m_requester.reset();
    m_lock.reset();
    Q_EMIT changed();
}

void PoolAsking::recover()
{
    const qint64 now = m_services.clock().nowMs();
    const qsizetype before = m_waiting.size();
    m_waiting.removeIf([now](const std::pair<const QString &, qint64 &> &one) { return now - one.second >= KeptMs; });
    if (m_waiting.size() != before) {
        (void)write(); // they are left out when it is read
        Q_EMIT changed();
    }
    if (m_requester)
        m_requester->recover().detach(); // tried again in a minute
    rest();
}

std::optional<Error> PoolAsking::trouble() const { return m_requester ? m_requester->trouble() : std::nullopt; }

void PoolAsking::forgetFailure()
{
    if (!m_failure)
        return;
    m_failure.reset();
    Q_EMIT changed();
}

void PoolAsking::fail(const Error &error)
{
    m_failure = error;
    Q_EMIT changed();
}

Task<int> PoolAsking::draw(QList<recipe::GenerationRequest> requests)
{
    m_failure.reset();
    auto opened = co_await m_client.open();
    if (!opened)
        co_return failure(opened.error());
    auto fleet = co_await m_client.fleet();
    if (!fleet)
        co_return failure(fleet.error());
    const auto specs = specsOf(requests, *fleet, m_services.clock().nowMs(), m_services.rng());
    if (!specs)
        co_return failure(specs.error());
    if (const auto listening = listen(); !listening)
        co_return failure(listening.error());
    ++m_orders;
    auto submitted = co_await submitAll(*specs);
    --m_orders;
    Q_EMIT changed();
    rest();
    if (!submitted)
        co_return failure(submitted.error());
    co_return int(submitted->size());
}

Task<QStringList> PoolAsking::submitAll(QList<share::JobSpec> specs)
{
    // Noted before anything is sent: a kill in between costs no picture.
    QStringList jobs;
    const qint64 now = m_services.clock().nowMs();
    for (const share::JobSpec &spec : std::as_const(specs)) {
        jobs.append(share::jobId(spec));
        m_waiting.insert(jobs.constLast(), now);
    }
    Q_EMIT changed();
    auto outcome = write();
    qsizetype sent = 0;
    for (; outcome && sent < specs.size(); ++sent) {
        auto submitted = co_await m_requester->submit(specs.at(sent));
        if (!submitted) {
            outcome = failure(submitted.error());
            break;
        }
    }
    if (outcome)
        co_return jobs;
    for (const QString &job : jobs.sliced(sent))
        m_waiting.remove(job);
    (void)write(); // those that were not sent are forgotten after a day
    co_return failure(outcome.error());
}

void PoolAsking::done(const QString &job)
{
    if (m_waiting.remove(job) > 0)
        (void)write(); // it would be waited for once more, for a day
    Q_EMIT changed();
}

Task<> PoolAsking::take(pool::Collected collected)
{
    ++m_taking;
    const QString job = collected.result.job;
    Result<> kept;
    if (collected.error) {
        fail(*collected.error);
    } else {
        auto picture = co_await keep(collected);
        if (picture) {
            ++m_arrived;
            Q_EMIT drawn(*picture);
        } else {
            fail(picture.error());
            // What is no picture will never be one; anything else (a full disk) may go well another time, and so it
            // stays in the pool.
            if (picture.error().code != errors::PoolPicture)
                kept = failure(picture.error());
        }
    }
    if (kept) {
        auto settled = co_await m_requester->settle(job);
        Q_UNUSED(settled) // what could not be said comes again, to the same picture
        done(job);
    }
    --m_taking;
    post(this, [this] { rest(); }); // never inside a call of the requester
    co_return Result<>();
}

Task<qint64> PoolAsking::keep(pool::Collected collected)
{
    const auto texts = ainft::readImageText(collected.png);
    const auto info = ainft::imageInfo(collected.png);
    auto content = co_await m_services.content().addBytes(collected.png);
    const bool isNone = !content && (content.error().code == errors::ContentCut || !info);
    if (isNone) {
        const QVariantMap args{{u"box"_s, collected.result.box}};
        co_return failure(errors::PoolPicture, args);
    }
    if (!content)
        co_return failure(content.error());
    // Without a recipe that makes sense it is a picture all the same.
    gallery::NewPicture picture;
    const json::Object generation = texts ? ainft::recipeOf(*texts) : json::Object();
    if (!generation.isEmpty())
        picture = gallery::NewPicture::of(recipe::fromGeneration(generation));
    picture.sha256 = content->sha256;
    picture.bytes = content->size;
    picture.size = info ? QSize(info->width, info->height) : QSize();
    picture.jobId = collected.result.job; // once, also when it arrives again
    auto added = co_await m_services.studio().gallery().add(picture);
    if (!added)
        co_return failure(added.error());
    co_return added->id;
}

} // namespace ain::app
