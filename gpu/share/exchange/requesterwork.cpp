// What comes of a job: parts of its steps, the picture in the gallery, and what is signed for them.
#include "gpu/share/exchange/requester_p.h"

#include "core/base/pooltask.h"
#include "core/recipe/pngtext.h"
#include "gpu/engine/client/recipeword.h"
#include "gpu/share/check/challenge.h"
#include "gpu/share/job/conversion.h"
#include "gpu/share/job/seal.h"
#include "gpu/studio/pictures.h"

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 StateMost = 4 * MaxStateBytes + 64 * 1024; // hex, and a receipt

} // namespace

Task<> Requester::takePart(LivePtr live, Release released)
{
    const int before = live->job.firstStep;
    if (released.checkpoint.isEmpty() || released.step <= before || released.step >= live->job.spec.params.steps)
        co_return failure(errors::ExchangeNobody);
    const QString id = live->job.id;
    const auto row = sessionRow(live->job.session);
    if (!row)
        co_return failure(row.error());
    auto auth = co_await header(u"checkpoint", id);
    if (!auth)
        co_return failure(auth.error());
    Question question;
    question.url = live->job.endpoint + u"/market/jobs/%1/checkpoint"_s.arg(id);
    question.auth = *auth;
    question.answerMost = StateMost;
    question.timeMs = m_options.askMs;
    auto value = co_await m_asker.ask(question);
    if (!value)
        co_return failure(value.error());
    const auto told = handedOverOf(*value);
    if (!told)
        co_return failure(told.error());
    AskedPart part;
    part.session = live->job.session;
    part.receipt = told->receipt;
    part.delegations = told->delegations;
    const ExecutionReceipt *receipt = &part.receipt;
    const QString from = before > 0 ? checkpointOf(live->job) : QString();
    const bool isOurs = receipt->provider == row->terms.provider && fits(*receipt, live->job.spec)
        && receipt->firstStep == before && receipt->lastStep == released.step && receipt->yieldedFrom == from
        && !receipt->traceRoot.isEmpty() && verify(*receipt, m_parts.signer.chainId(), part.delegations);
    if (!isOurs)
        co_return failureOf(errors::ShareFormat, u"what"_s, u"receipt"_s);
    auto opened = co_await unsealed(told->sealed, StatePurpose, id);
    if (!opened)
        co_return failure(opened.error());
    const QByteArray state = *opened;
    if (state.size() > MaxStateBytes || crypto::toHex(crypto::sha256(state)) != released.checkpoint)
        co_return failureOf(errors::ShareFormat, u"what"_s, u"state"_s);
    // Always looked at: what others build on it would be theirs to answer for.
    QByteArray nonce(NonceBytes, '\0');
    m_parts.rng.fill({reinterpret_cast<std::uint8_t *>(nonce.data()), std::size_t(nonce.size())});
    Looked looked;
    looked.receipt = *receipt;
    looked.start = before > 0 ? live->job.state : QByteArray();
    looked.end = state;
    auto report = co_await checkTrace(live, looked, nonce);
    if (!report)
        co_return failure(report.error());
    const QString provider = receipt->provider.toString();
    if (report->verdict == CheckVerdict::Bad) {
        // One that is off again before it was asked is not a liar.
        const bool isLie = report->fault != Fault::NotOpened;
        if (isLie) {
            auto struck = co_await strike(provider, true);
            Q_UNUSED(struck)
        }
    }
    if (report->verdict != CheckVerdict::Ok)
        co_return failure(errors::ExchangeBad);
    const QString session = live->job.session;
    auto freed = co_await m_parts.payer.cancel(session, id);
    Q_UNUSED(freed) // its rest goes to another
    const qint64 units = unitsOf(live->job.spec, before, released.step);
    const QString name = partId(*receipt);
    auto room = co_await m_parts.payer.order(session, name, units);
    if (!room)
        co_return failure(room.error());
    if (before == 0) { // what was begun before is not gone on with
        auto dropped = co_await settleParts(live, false);
        if (!dropped)
            co_return dropped;
        live->job.parts.clear();
    }
    live->job.parts.append(part);
    live->job.state = state;
    live->job.step = released.step;
    auto kept = co_await keep(live);
    co_return kept;
}

Task<> Requester::settleParts(LivePtr live, bool arePaid)
{
    const QList<AskedPart> parts = live->job.parts;
    for (const AskedPart &part : parts) {
        const QString session = part.session;
        const market::WorkItem item{.job = partId(part.receipt),
                                    .receipt = hashOf(part.receipt),
                                    .units = unitsOf(live->job.spec, part.receipt.firstStep, part.receipt.lastStep)};
        if (arePaid) {
            auto accepted = co_await m_parts.payer.accept(session, item);
            if (!accepted)
                co_return failure(accepted.error());
            continue;
        }
        auto freed = co_await m_parts.payer.cancel(session, item.job);
        Q_UNUSED(freed) // there was no room kept
        const QString provider = part.receipt.provider.toString();
        if (!live->job.unpaid.contains(provider))
            live->job.unpaid += provider;
    }
    co_return Result<>();
}

Task<> Requester::list(LivePtr live, QByteArray png)
{
    auto request = requestOf(live->job.spec);
    if (!request)
        co_return failure(request.error());
    const QString backend = live->job.receipt->backend;
    request->engine = engine::recipeWord(live->job.receipt->engine);
    request->profile = backend == u"cpu" ? u"cpu-reference"_s : backend;
    const recipe::GenerationRequest drawn = *request;
    auto write = [png, drawn]() -> Result<QByteArray> {
        const auto image = studio::decodePicture(png, MaxJobSide);
        if (!image)
            return failure(image.error());
        return studio::encodePicture(*image, recipe::pictureTexts(drawn));
    };
    auto file = co_await runInPool(m_parts.pool, std::move(write));
    if (!file)
        co_return failure(file.error());
    const qint64 bytes = file->size();
    auto content = co_await m_parts.content.addBytes(std::move(*file));
    if (!content)
        co_return failure(content.error());
    gallery::NewPicture picture = gallery::NewPicture::of(drawn);
    picture.sha256 = content->sha256;
    picture.size = QSize(drawn.width, drawn.height);
    picture.bytes = bytes;
    picture.jobId = live->job.id;
    picture.tags = QStringList(u"market"_s);
    auto added = co_await m_parts.gallery.add(picture);
    if (!added)
        co_return failure(added.error());
    live->job.image = content->sha256;
    live->job.picture = added->id;
    auto kept = co_await keep(live);
    co_return kept;
}

Task<> Requester::strike(QString provider, bool isBad)
{
    auto data = co_await m_parts.book.get(Shelf::Histories, provider);
    if (!data)
        co_return failure(data.error());
    History history = historyOf(*data);
    if (isBad) {
        history.clean = 0;
        ++history.strikes;
    } else {
        ++history.clean;
    }
    const QByteArray row = encode(history);
    auto kept = co_await m_parts.book.put(Shelf::Histories, provider, row);
    co_return kept;
}

Task<> Requester::pay(QStringList sessions)
{
    // One voucher at a time: each says what the one before it said, and more.
    while (m_isPaying) {
        auto slept = co_await sleepFor(this, 10);
        if (!slept)
            co_return slept;
    }
    m_isPaying = true;
    for (const QString &session : std::as_const(sessions)) {
        auto signedAll = co_await signOwed(session);
        Q_UNUSED(signedAll) // owed still: signed with the next picture, or by hand
    }
    auto sent = co_await handOverVouchers();
    m_isPaying = false;
    co_return sent;
}

Task<> Requester::signOwed(QString session)
{
    // A session may have several tabs: while one is being cashed, what comes later goes into the next.
    for (;;) {
        auto draft = co_await m_parts.payer.prepareVoucher(session);
        if (!draft && draft.error().code == errors::ShareNothingToSign)
            co_return Result<>();
        if (!draft)
            co_return failure(draft.error());
        auto voucher = co_await m_parts.payer.sign(*draft);
        if (!voucher)
            co_return failure(voucher.error());
    }
}

} // namespace ain::share
