#include "gpu/engine/program/tracerecorder.h"

#include "gpu/engine/protocol/errors.h"

#include <QCryptographicHash>

#include <bit>
#include <cstring>

namespace ain::engine {

using namespace Qt::StringLiterals;

static_assert(std::endian::native == std::endian::little, "states travel as they lie in memory");

Result<TraceRecorder> TraceRecorder::make(const TraceOrder &order, const LatentShape &shape, int steps)
{
    const int last = order.last == 0 ? steps : order.last;
    const bool hasAll = order.keep.isEmpty() || (order.keep.first() >= order.first && order.keep.last() <= last);
    if (order.first < 0 || order.first >= last || last > steps || steps >= MaxStates || !hasAll)
        return failure(errors::EngineArguments, {{u"what"_s, u"trace"_s}});
    TraceRecorder recorder;
    recorder.m_event.steps = steps;
    recorder.m_event.first = order.first;
    recorder.m_event.shape = shape;
    recorder.m_event.kept = order.keep;
    if (!order.keep.isEmpty()) {
        auto writer = PixelWriter::make(shape.memory(int(order.keep.size())));
        if (!writer)
            return failure(writer.error());
        recorder.m_writer.emplace(*std::move(writer));
    }
    return recorder;
}

void TraceRecorder::add(int index, std::span<const float> state)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(state.data()), qsizetype(state.size_bytes()));
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    m_event.hashes.append(QString::fromLatin1(hash));
    if (m_next < m_event.kept.size() && m_event.kept[m_next] == index) {
        std::memcpy(m_writer->pixels().data() + m_event.shape.bytes() * m_next, bytes.data(),
                    std::size_t(m_event.shape.bytes()));
        ++m_next;
    }
}

Result<PaintedTrace> TraceRecorder::finish() &&
{
    PaintedTrace trace{.event = std::move(m_event)};
    if (m_writer) {
        auto sealed = std::move(*m_writer).seal();
        if (!sealed)
            return failure(sealed.error());
        trace.memory = *std::move(sealed);
    }
    return trace;
}

std::vector<float> statesOf(std::span<const std::uint8_t> bytes)
{
    std::vector<float> values(bytes.size() / sizeof(float));
    std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
    return values;
}

} // namespace ain::engine
