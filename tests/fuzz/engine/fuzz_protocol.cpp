// Bytes as a stream of frames, cut in the middle; payloads as messages: what decodes is a fixed point of encoding.
#include "gpu/engine/protocol/framesocket.h"
#include "gpu/engine/protocol/messages.h"

#include <cstdlib>

using namespace ain::engine;

namespace {

void tryMessage(QByteArrayView payload)
{
    if (const auto command = decodeCommand(payload)) {
        const auto again = decodeCommand(encode(*command));
        if (!again || !(*again == *command))
            std::abort();
        for (const ImageShape &shape : pictures(*command)) {
            if (!shape.isValid())
                std::abort();
        }
    }
    if (const auto event = decodeEvent(payload)) {
        const auto again = decodeEvent(encode(*event));
        if (!again || encode(*again) != encode(*event))
            std::abort();
        for (const ImageShape &shape : pictures(*event)) {
            if (!shape.isValid())
                std::abort();
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    tryMessage(bytes);
    FrameReader reader;
    const qsizetype cut = size == 0 ? 0 : qsizetype(data[0]) % (bytes.size() + 1);
    for (const QByteArrayView part : {bytes.first(cut), bytes.sliced(cut)}) {
        const auto packets = reader.feed(part);
        if (!packets)
            break;
        for (const Packet &packet : *packets) {
            if (!packet.descriptors.empty() || packet.payload.size() > MaxPayloadBytes)
                std::abort(); // descriptors can't come out of bytes
            tryMessage(packet.payload);
        }
    }
    return 0;
}
