// Whether a delivered picture was drawn as it was ordered: opened states held against what was committed to, and steps
// computed again on this computer.
#include "gpu/share/exchange/requester_p.h"

#include "core/base/pooltask.h"
#include "gpu/engine/mini/pixels.h"
#include "gpu/share/job/conversion.h"
#include "gpu/studio/pictures.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 OpenedMost = 2 * MaxStatesBytes;
constexpr double Mps = 1e6;
constexpr std::array<QStringView, 7> FaultWords = {u"",      u"not_opened", u"proof", u"numbers",
                                                   u"start", u"step",       u"image"};

std::vector<float> floatsOf(QByteArrayView bytes)
{
    std::vector<float> values(std::size_t(bytes.size()) / sizeof(float));
    std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
    return values;
}

bool isSameState(const QByteArray &bytes, const std::vector<float> &state)
{
    return bytes
        == QByteArrayView(reinterpret_cast<const char *>(state.data()), qsizetype(state.size() * sizeof(float)));
}

/// What the last state shows, against the picture that came.
Result<double> distanceFromState(const QByteArray &png, const std::vector<float> &state, int side)
{
    const auto image = studio::decodePicture(png, MaxJobSide);
    if (!image)
        return failure(image.error());
    const QImage rgb = image->convertToFormat(QImage::Format_RGB888);
    const int factor = side > 0 ? rgb.width() / side : 0;
    if (factor < 1 || rgb.width() != side * factor || rgb.height() != side * factor)
        return std::numeric_limits<double>::infinity();
    const auto shown = engine::mini::enlarge(engine::mini::crisp(engine::mini::toBytes(state, side)), side, factor);
    engine::mini::Pixels came;
    for (int y = 0; y < rgb.height(); ++y)
        came.insert(came.end(), rgb.constScanLine(y), rgb.constScanLine(y) + std::size_t(rgb.width()) * 3);
    return imageDistance(came, shown);
}

} // namespace

Task<double> Requester::rateFor(LivePtr live)
{
    if (m_options.checkRate >= 0)
        co_return m_options.checkRate;
    const auto row = sessionRow(live->job.session);
    if (!row)
        co_return failure(row.error());
    auto data = co_await m_parts.book.get(Shelf::Histories, row->terms.provider.toString());
    const History history = data ? historyOf(*data) : History();
    const double price = double(row->terms.pricePerMps.micro()) * double(unitsOf(live->job.spec)) / Mps;
    const double tab = price > 0 ? double(row->terms.tabCap.micro()) / price : double(market::MaxJobsPerTab);
    co_return checkRate(history, int(std::clamp(tab, 1.0, double(market::MaxJobsPerTab))));
}

Task<engine::Drawn> Requester::trace(LivePtr live, engine::TraceOrder wanted, QByteArray start)
{
    engine::Order order;
    auto request = requestOf(live->job.spec);
    if (!request)
        co_return failure(request.error());
    order.request = *request;
    for (const ModelFile &file : std::as_const(live->job.spec.model.files)) {
        const auto known = m_parts.models.bySha256(file.sha256);
        if (!known)
            co_return failureOf(errors::EngineFileMissing, u"name"_s, file.sha256);
        order.files.insert(file.sha256, known->path);
    }
    order.preview = false;
    order.trace = std::move(wanted);
    order.start = std::move(start);
    const QString id = u"market-check-%1"_s.arg(++m_checks);
    auto drawn = co_await m_parts.engine.draw(id, order);
    if (drawn && !drawn->trace)
        co_return failureOf(errors::EngineArguments, u"what"_s, u"no_trace"_s);
    co_return drawn;
}

Task<std::optional<CheckVerdict>> Requester::check(LivePtr live, QByteArray png)
{
    const ExecutionReceipt receipt = *live->job.receipt;
    const auto model = m_parts.models.bySha256(live->job.spec.model.files.constFirst().sha256);
    // Without a trace, or the model, there is nothing to compute again; the receipt says so to whoever looks.
    const bool canCheck = model && model->kind == models::Kind::Mini;
    std::optional<CheckVerdict> verdict;
    if (!canCheck)
        co_return verdict;
    if (receipt.traceRoot.isEmpty()) {
        // Everybody can tell the trace of this model.
        live->job.problem =
            Error{errors::ExchangeBad,
                  {{u"provider"_s, receipt.provider.toString()}, {u"fault"_s, FaultWords[1].toString()}}};
        verdict = CheckVerdict::Bad;
        co_return verdict;
    }
    auto rate = co_await rateFor(live);
    if (!rate)
        co_return failure(rate.error());
    QByteArray nonce(NonceBytes, '\0');
    m_parts.rng.fill({reinterpret_cast<std::uint8_t *>(nonce.data()), std::size_t(nonce.size())});
    if (!isPicked(nonce, live->job.id, receipt.commitment(), *rate))
        co_return verdict;
    QByteArray steps(NonceBytes, '\0');
    m_parts.rng.fill({reinterpret_cast<std::uint8_t *>(steps.data()), std::size_t(steps.size())});
    Looked looked;
    looked.receipt = receipt;
    looked.start = live->job.firstStep > 0 ? live->job.state : QByteArray();
    looked.png = png;
    auto report = co_await checkTrace(live, looked, steps);
    if (!report)
        co_return failure(report.error());
    verdict = report->verdict;
    if (report->verdict == CheckVerdict::Bad) {
        const QString fault = FaultWords.at(std::size_t(report->fault)).toString();
        live->job.problem =
            Error{errors::ExchangeBad, {{u"provider"_s, receipt.provider.toString()}, {u"fault"_s, fault}}};
    }
    co_return verdict;
}

Task<CheckReport> Requester::checkTrace(LivePtr live, Looked looked, QByteArray nonce)
{
    const TraceCommitment commitment = looked.receipt.commitment();
    const int offset = looked.receipt.firstStep; // the commitment counts from there
    const QString id = live->job.id;
    const QList<int> steps = challengedSteps(nonce, id, commitment);
    const Band band = bandOf(live->job.spec.model.family, live->job.spec.model.precision);
    // The noise of the seed and the first step, as this computer has them; they also say how large a state is.
    engine::TraceOrder first;
    first.last = 1;
    first.keep = QList<int>{0, 1};
    const QByteArray fromNoise;
    auto begun = co_await trace(live, first, fromNoise);
    if (!begun)
        co_return failure(begun.error());
    const engine::LatentShape shape = begun->trace->shape;
    TraceCheck held(commitment, steps, band, qsizetype(shape.bytes()) / qsizetype(sizeof(float)));
    Open open;
    open.nonce = crypto::toHex(nonce);
    open.steps = steps;
    auto body = co_await signedBody(id, open);
    if (!body)
        co_return failure(body.error());
    Question question;
    question.method = "POST";
    question.url = live->job.endpoint + u"/market/jobs/%1/open"_s.arg(id);
    question.body = *body;
    question.answerMost = OpenedMost;
    question.timeMs = m_options.newsMs;
    const crypto::Address provider = looked.receipt.provider;
    auto answer = co_await askAt(question, id, provider);
    const auto *opened = answer ? std::get_if<Opened>(&answer->message.body) : nullptr;
    if (opened == nullptr) {
        held.notOpened();
        co_return held.report();
    }
    QList<OpenedState> states;
    for (const Opened::Leaf &leaf : opened->leaves)
        states.append({.index = leaf.index, .state = answer->states.value(leaf.state), .proof = leaf.proof});
    const std::vector<float> noise = floatsOf(offset > 0 ? QByteArrayView(looked.start) : begun->trace->state(0));
    if (!held.open(states) || !held.start(noise))
        co_return held.report();
    const auto last = held.state(commitment.states - 1);
    const std::vector<float> shown(last.begin(), last.end());
    if (!looked.end.isEmpty() && !isSameState(looked.end, shown)) {
        held.otherEnd();
        co_return held.report();
    }
    for (const int step : steps) {
        if (step + offset == 0) {
            const std::vector<float> again = floatsOf(begun->trace->state(1));
            held.step(0, again);
            continue;
        }
        const auto state = held.state(step);
        engine::TraceOrder one;
        one.first = offset + step;
        one.last = offset + step + 1;
        one.keep = QList<int>{one.last};
        one.start = shape;
        const QByteArray from(reinterpret_cast<const char *>(state.data()), qsizetype(state.size_bytes()));
        auto drawn = co_await trace(live, one, from);
        if (!drawn)
            co_return failure(drawn.error());
        const std::vector<float> again = floatsOf(drawn->trace->state(offset + step + 1));
        held.step(step, again);
    }
    if (looked.end.isEmpty()) {
        const QByteArray png = looked.png;
        const int side = shape.height;
        auto compare = [png, shown, side]() -> Result<double> { return distanceFromState(png, shown, side); };
        auto distance = co_await runInPool(m_parts.pool, std::move(compare));
        if (!distance)
            co_return failure(distance.error());
        held.image(*distance);
    }
    CheckReport report = held.report();
    if (offset > 0) // the last one of another part, which was looked at with that
        erase_if(states, [](const OpenedState &state) { return state.index == 0; });
    // Last, since a check that could not be ended begins anew with the same states.
    if (report.verdict == CheckVerdict::Ok && repeatsStates(states, m_seenStates)) {
        report.verdict = CheckVerdict::Bad;
        report.fault = Fault::Step;
    }
    co_return report;
}

} // namespace ain::share
