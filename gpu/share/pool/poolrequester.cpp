#include "gpu/share/pool/poolrequester.h"

#include "core/crypto/hash.h"
#include "gpu/share/job/conversion.h"
#include "gpu/share/job/seal.h"
#include "gpu/share/pool/errors.h"

#include <algorithm>
#include <array>

namespace ain::pool {

using namespace Qt::StringLiterals;

namespace {

constexpr int RetryMs = 300;
constexpr std::size_t NonceBytes = 16;
constexpr qsizetype MostNameChars = 80;

/// In the letters that a spec has for names.
QString wordOf(const QString &name)
{
    QString word;
    for (const QChar c : name.left(MostNameChars)) {
        const bool isFine = c.unicode() < 128 && (c.isLetterOrNumber() || QStringView(u"._+-:@").contains(c));
        word.append(isFine ? c : u'-');
    }
    return word.isEmpty() ? u"model"_s : word;
}

} // namespace

Result<share::JobSpec> specFor(const recipe::GenerationRequest &request, const Offer &offer, qint64 nowMs, Rng &rng)
{
    if (request.model.sha256 != offer.files.value(0).sha256)
        return failure(errors::PoolModel, {{u"name"_s, request.model.name}});
    if (!request.initImage.isEmpty() || !request.mask.isEmpty())
        return failure(errors::ShareUnsupported, {{u"what"_s, u"inputs"_s}});
    const crypto::PrivateKey passing = crypto::PrivateKey::generate();
    std::array<std::uint8_t, NonceBytes> nonce{};
    rng.fill(nonce);
    share::JobTerms terms;
    terms.modelId = wordOf(offer.id);
    terms.family = offer.family;
    terms.precision = offer.precision;
    terms.createdAt = nowMs;
    terms.ttlS = share::MaxTtlS;
    terms.requester = passing.address();
    terms.kx = share::kxOf(passing.publicKey());
    terms.nonce = crypto::toHex(QByteArrayView(reinterpret_cast<const char *>(nonce.data()), qsizetype(nonce.size())));
    return share::specOf(request, terms);
}

PoolRequester::PoolRequester(PoolClient &client, int pollMs) : m_client(client), m_pollMs(pollMs)
{
    connect(&m_client, &PoolClient::woken, this, [this] { m_pause.wake(); });
    connect(&m_client, &PoolClient::connectedChanged, this, [this] { m_pause.wake(); });
}

PoolRequester::~PoolRequester() = default;

void PoolRequester::start()
{
    if (m_isRunning)
        return;
    m_isRunning = true;
    run().detach(); // its errors are trouble()
}

void PoolRequester::stop()
{
    m_isStopped = true;
    m_isRunning = false;
    m_pause.wake();
}

Task<bool> PoolRequester::submit(share::JobSpec spec, Priority priority)
{
    const QString job = share::jobId(spec);
    const bool isKnown = m_open.contains(job);
    if (!isKnown && !m_settled.contains(job) && !m_unsettled.contains(job)) {
        Open open;
        open.spec = spec;
        open.priority = priority;
        m_open.insert(job, open);
    }
    while (true) {
        auto wasThere = co_await m_client.submit(spec, priority);
        if (wasThere) {
            setTrouble({});
            co_return !*wasThere;
        }
        // The same id again: a message whose answer was lost is not stored twice.
        if (wasThere.error().code != errors::PoolUnreachable) {
            if (!isKnown)
                m_open.remove(job);
            co_return failure(wasThere.error());
        }
        setTrouble(wasThere.error());
        auto waited = co_await sleepFor(this, RetryMs);
        if (!waited)
            co_return failure(waited.error());
        if (m_isStopped)
            co_return failure(errors::Cancelled);
    }
}

Task<> PoolRequester::settle(QString job)
{
    const Unsettled unsettled = m_unsettled.value(job);
    if (unsettled.ack.isEmpty())
        co_return Result<>();
    auto settled = co_await m_client.settle(unsettled.ack, unsettled.parts);
    if (settled)
        m_unsettled.remove(job);
    m_settled.insert(job);
    co_return settled;
}

Task<int> PoolRequester::recover()
{
    // Looked at before: what is submitted meanwhile may be missing in the answer.
    const QStringList before = m_open.keys();
    auto known = co_await m_client.reconcile();
    if (!known)
        co_return failure(known.error());
    int again = 0;
    for (const QString &job : before) {
        const auto open = m_open.find(job);
        if (open == m_open.end() || known->waiting.contains(job) || known->done.contains(job))
            continue;
        const int publication = ++open->publications;
        const share::JobSpec spec = open->spec;
        const Priority priority = open->priority;
        auto sent = co_await m_client.submit(spec, priority, publication);
        if (!sent)
            co_return failure(sent.error());
        ++again;
    }
    co_return again;
}

Task<> PoolRequester::run()
{
    while (m_isRunning) {
        m_pause.clear();
        // The link opens by itself.
        auto came = co_await m_client.collect();
        if (!came) {
            setTrouble(came.error());
            auto waited = co_await m_pause.wait(RetryMs);
            Q_UNUSED(waited)
            continue;
        }
        setTrouble({});
        if (!came->has_value()) {
            auto waited = co_await m_pause.wait(m_pollMs);
            Q_UNUSED(waited)
            continue;
        }
        Arrival arrival = std::move(**came);
        auto taken = co_await take(std::move(arrival));
        Q_UNUSED(taken) // what could not be said comes again
    }
    co_return Result<>();
}

Task<> PoolRequester::take(Arrival arrival)
{
    const QString job = arrival.result.job;
    if (m_settled.contains(job)) {
        auto settled = co_await m_client.settle(arrival.ack, arrival.parts);
        co_return settled;
    }
    const bool isAgain = m_unsettled.contains(job);
    const Unsettled unsettled{arrival.ack, arrival.parts};
    m_unsettled.insert(job, unsettled); // the newest is the one that counts
    if (isAgain)
        co_return Result<>();
    Collected collected;
    collected.result = arrival.result;
    collected.error = arrival.error;
    const auto open = m_open.constFind(job);
    collected.isOwn = open != m_open.constEnd();
    const int width = collected.isOwn ? open->spec.params.width : 0;
    const int height = collected.isOwn ? open->spec.params.height : 0;
    if (!collected.error && !looksLikePng(arrival.png, width, height)) {
        const QVariantMap args{{u"box"_s, arrival.result.box}};
        collected.error = Error{errors::PoolPicture, args};
    }
    if (!collected.error)
        collected.png = arrival.png;
    m_open.remove(job);
    Q_EMIT arrived(collected);
    co_return Result<>();
}

void PoolRequester::setTrouble(std::optional<Error> trouble)
{
    const bool isNew =
        trouble.has_value() != m_trouble.has_value() || (trouble && m_trouble && trouble->code != m_trouble->code);
    m_trouble = std::move(trouble);
    if (isNew)
        Q_EMIT troubleChanged();
}

} // namespace ain::pool
