// What a provider shows for its work: receipts, the states behind them, and how far it got with what it gave back.
#include "gpu/share/exchange/provider_p.h"

#include "gpu/engine/client/recipeword.h"
#include "gpu/share/check/challenge.h"
#include "gpu/share/job/seal.h"
#include "gpu/studio/pictures.h"

#include <algorithm>

namespace ain::share {

using namespace Qt::StringLiterals;

Task<QByteArray> Provider::statesIn(QString sha256)
{
    auto file = co_await m_parts.content.read(sha256);
    if (!file)
        co_return failure(file.error());
    co_return studio::decodeStates(*file);
}

ExecutionReceipt Provider::receiptOf(const TakenJob &job, qint64 elapsedMs) const
{
    ExecutionReceipt receipt;
    receipt.job = job.id;
    receipt.spec = specHash(job.spec);
    receipt.provider = m_parts.signer.address();
    receipt.runtime = m_options.runtime;
    receipt.precision = job.spec.model.precision;
    receipt.steps = receipt.lastStep = job.steps;
    receipt.firstStep = job.firstStep;
    receipt.yieldedFrom = job.startState;
    receipt.endedAt = m_parts.clock.nowMs();
    receipt.startedAt = std::max<qint64>(0, receipt.endedAt - elapsedMs);
    receipt.gpuMs = elapsedMs;
    if (const auto info = m_parts.engine.info()) {
        receipt.engine = engine::recipeWord(info->build);
        receipt.backend = info->backend;
        receipt.device = info->devices.isEmpty() ? QString() : info->devices.constFirst().name;
    }
    return receipt;
}

Task<ExecutionReceipt> Provider::withSignature(ExecutionReceipt receipt)
{
    auto signature = co_await m_parts.signer.sign(signedText(receipt), m_parts.signer.chainId());
    if (!signature)
        co_return failure(signature.error());
    receipt.signature = *signature;
    co_return receipt;
}

Task<ExecutionReceipt> Provider::receiptFor(LivePtr live, studio::JobResult result)
{
    ExecutionReceipt receipt = receiptOf(live->job, result.elapsedMs);
    receipt.image = result.sha256;
    if (!result.trace.isEmpty()) {
        auto states = co_await statesIn(result.trace);
        if (!states)
            co_return failure(states.error());
        const auto digests = digestsOf(*states, result.states);
        const auto tree = TraceTree::make(digests);
        if (!tree)
            co_return failure(tree.error());
        receipt.traceRoot = crypto::toHex(tree->commitment().root);
    }
    auto signature = co_await withSignature(receipt);
    co_return signature;
}

Task<> Provider::keepPart(LivePtr live)
{
    const studio::ReachedStates reached = m_parts.service.reached(live->job.work);
    const int last = reached.first + int(reached.states.size()) - 1;
    if (reached.states.size() < 2 || reached.first != live->job.firstStep || last >= live->job.steps)
        co_return Result<>(); // not a whole step, or all of it: whoever asked for it asks anew
    TakenPart part;
    part.states = int(reached.states.size());
    part.receipt = receiptOf(live->job, reached.elapsedMs);
    part.receipt.lastStep = last;
    QList<QByteArray> digests;
    for (const QByteArray &state : reached.states)
        digests.append(crypto::sha256(state));
    const auto tree = TraceTree::make(digests);
    if (!tree)
        co_return failure(tree.error());
    part.receipt.traceRoot = crypto::toHex(tree->commitment().root);
    auto receipt = co_await withSignature(part.receipt);
    if (!receipt)
        co_return failure(receipt.error());
    part.receipt = *receipt;
    auto file = studio::encodeStates(reached.shape, reached.states);
    if (!file)
        co_return failure(file.error());
    auto content = co_await m_parts.content.addBytes(*std::move(file));
    if (!content)
        co_return failure(content.error());
    part.trace = content->sha256;
    const QString session = live->job.session;
    const market::WorkItem item{.job = partId(part.receipt),
                                .receipt = hashOf(part.receipt),
                                .units = unitsOf(live->job.spec, part.receipt.firstStep, last)};
    auto counted = co_await m_parts.cashier.delivered(session, item);
    if (!counted)
        co_return failure(counted.error());
    live->job.parts.append(part);
    live->job.step = last;
    live->lastState = reached.states.constLast();
    noteDelegation(live);
    co_return Result<>();
}

void Provider::noteDelegation(const LivePtr &live) const
{
    const auto delegation = m_parts.signer.delegation();
    if (!delegation || live->job.delegations.contains(*delegation))
        return;
    if (live->job.delegations.size() == MaxDelegations)
        live->job.delegations.removeFirst();
    live->job.delegations.append(*delegation);
}

QList<QByteArray> Provider::digestsOf(QByteArrayView states, int count)
{
    QList<QByteArray> digests;
    if (count < 1 || states.size() % count != 0)
        return digests;
    const qsizetype bytes = states.size() / count;
    for (int i = 0; i < count; ++i)
        digests.append(crypto::sha256(states.sliced(i * bytes, bytes)));
    return digests;
}

Task<Answer> Provider::opened(LivePtr live, Open open)
{
    // The steps follow from one commitment: this tells which of my receipts is asked about.
    QList<TakenPart> mine = live->job.parts;
    if (live->job.receipt) {
        const TakenPart end{.receipt = *live->job.receipt, .trace = live->job.trace, .states = live->job.states};
        mine.append(end);
    }
    const QString job = live->job.id;
    const auto asked = std::find_if(mine.cbegin(), mine.cend(), [&open, &job](const TakenPart &one) {
        return !one.trace.isEmpty() && isDrawn(open, job, one.receipt.commitment());
    });
    if (asked == mine.cend()) {
        co_return failureOf(errors::ShareFormat, u"what"_s, u"steps"_s);
    }
    const TakenPart part = *asked;
    const TraceCommitment commitment = part.receipt.commitment();
    auto file = co_await statesIn(part.trace);
    if (!file)
        co_return failure(file.error());
    const QByteArray states = *file;
    const auto digests = digestsOf(states, part.states);
    const auto tree = TraceTree::make(digests);
    if (!tree)
        co_return failure(tree.error());
    const qsizetype bytes = states.size() / std::max(1, part.states);
    QHash<QString, QByteArray> opened;
    Opened told;
    for (const int index : challengedStates(open.steps, commitment)) {
        const QString hash = crypto::toHex(digests.value(index));
        told.leaves.append({.index = index, .state = hash, .proof = tree->proof(index)});
        opened.insert(hash, states.sliced(index * bytes, bytes));
    }
    auto answer = co_await signedAnswer(live->job.id, told);
    if (!answer)
        co_return failure(answer.error());
    answer->states = opened;
    co_return answer;
}

Task<> Provider::answerOpen(QByteArray body, http::HttpReply reply)
{
    auto message = receive(body, m_parts.signer.chainId(), m_heard, m_parts.clock.nowMs());
    if (!message) {
        reply.send(responseOf(message.error()));
        co_return failure(message.error());
    }
    const auto *open = std::get_if<Open>(&message->body);
    const LivePtr asked = live(message->job);
    const bool hasReceipt = asked && (asked->job.receipt || !asked->job.parts.isEmpty());
    if (open == nullptr || !hasReceipt || asked->job.requester != message->from) {
        const Error unknown{errors::ExchangeJobUnknown, {{u"job"_s, message->job}}};
        reply.send(responseOf(unknown));
        co_return failure(unknown);
    }
    const Open wanted = *open;
    auto answer = co_await opened(asked, wanted);
    if (!answer) {
        reply.send(responseOf(answer.error()));
        co_return failure(answer.error());
    }
    reply.send(responseOf(*answer));
    co_return Result<>();
}

Task<> Provider::answerCheckpoint(LivePtr live, http::HttpReply reply)
{
    if (live->lastState.isEmpty() || live->job.parts.isEmpty()) {
        const Error unknown{errors::ExchangeJobUnknown, {{u"job"_s, live->job.id}}};
        reply.send(responseOf(unknown));
        co_return failure(unknown);
    }
    const auto sealed = seal(live->job.spec.kx, StatePurpose, live->job.id, live->lastState);
    if (!sealed) {
        reply.send(responseOf(sealed.error()));
        co_return failure(sealed.error());
    }
    HandedOver told;
    told.receipt = live->job.parts.constLast().receipt;
    told.delegations = live->job.delegations;
    told.sealed = sealed->toCompact();
    reply.send(responseOf(told));
    co_return Result<>();
}

} // namespace ain::share
