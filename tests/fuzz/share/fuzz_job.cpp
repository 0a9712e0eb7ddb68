// Bytes as a message, a spec and a receipt: what reads is written to the same bytes again, and stays within its limits;
// what proves a state is what was committed to.
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/share/job/conversion.h"
#include "gpu/share/job/messages.h"
#include "gpu/share/job/seal.h"

#include <cstdlib>

using namespace ain;
using namespace ain::share;

namespace {

constexpr int ChainId = 0;

void expect(bool isTrue)
{
    if (!isTrue)
        std::abort();
}

void trySpec(const json::Value &value)
{
    const auto spec = jobSpecFromJson(value);
    if (!spec)
        return;
    expect(json::canonical(toJson(*spec)) == json::canonical(value));
    expect(jobId(*spec).size() == 64);
    expect(qint64(spec->params.width) * spec->params.height <= MaxJobPixels && spec->params.steps <= MaxJobSteps);
    expect(spec->params.prompt.toUtf8().size() <= MaxPromptBytes);
    expect(workOf(*spec) > 0 && priceOf(workOf(*spec), spec->bid).micro() >= 0);
    (void)verify(*spec, ChainId);
    const auto request = requestOf(*spec);
    if (request) {
        const auto again = recipe::fromJsonText(recipe::canonical(*request));
        expect(again.has_value() && recipe::canonical(*again) == recipe::canonical(*request));
    }
}

void tryMessage(QByteArrayView bytes, const json::Value &value)
{
    const auto message = parseMessage(bytes);
    if (!message)
        return;
    expect(encode(*message) == json::canonical(value));
    (void)verify(*message, ChainId);
    ReplayGuard guard;
    expect(guard.admit(message->from.toString(), signedText(*message), message->saidAt, message->saidAt).has_value());
    expect(!guard.admit(message->from.toString(), signedText(*message), message->saidAt, message->saidAt));
    if (const auto *grant = std::get_if<Grant>(&message->body)) {
        const auto sealed = crypto::EciesMessage::fromCompact(grant->payload);
        expect(!sealed || sealed->toCompact().compare(grant->payload, Qt::CaseInsensitive) == 0);
    }
    if (const auto *opened = std::get_if<Opened>(&message->body)) {
        const TraceCommitment commitment{.root = QByteArray(32, '\1'), .states = 21};
        for (const Opened::Leaf &leaf : opened->leaves)
            expect(!provesState(commitment, leaf.index, QByteArray::fromHex(leaf.state.toLatin1()), leaf.proof));
    }
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *, char ***) { return initializeSecretMemory() ? 0 : 1; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto value = json::parse(bytes, {.maxBytes = MaxMessageBytes, .maxDepth = 8, .maxValues = 2000});
    const auto spec = parseJobSpec(bytes);
    expect(value.has_value() || !spec.has_value());
    if (!value)
        return 0;
    trySpec(*value);
    tryMessage(bytes, *value);
    const auto receipt = receiptFromJson(*value);
    if (receipt) {
        expect(json::canonical(toJson(*receipt)) == json::canonical(*value));
        const TraceCommitment commitment = receipt->commitment();
        expect(commitment.root.isEmpty() || (commitment.states >= 2 && commitment.states <= MaxJobSteps + 1));
        (void)verify(*receipt, ChainId);
    }
    return 0;
}
