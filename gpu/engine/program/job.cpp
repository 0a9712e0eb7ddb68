#include "gpu/engine/program/job.h"

#include "gpu/engine/program/pngdecoder.h"
#include "gpu/engine/protocol/errors.h"

#include <algorithm>

namespace ain::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr auto LoadProgressEvery = std::chrono::milliseconds(100); // loading reports every tensor
constexpr std::array<QStringView, 3> Arguments = {u"what", u"reason", u"phase"};

QString nameOf(const Command &command)
{
    if (const auto *load = std::get_if<LoadCommand>(&command))
        return load->job;
    if (const auto *draw = std::get_if<DrawOrder>(&command))
        return draw->job;
    if (const auto *upscale = std::get_if<UpscaleOrder>(&command))
        return upscale->job;
    if (const auto *decode = std::get_if<DecodeOrder>(&command))
        return decode->job;
    if (const auto *benchmark = std::get_if<BenchmarkCommand>(&command))
        return benchmark->job;
    return {};
}

const ModelFiles *filesOf(const Command &command)
{
    if (const auto *load = std::get_if<LoadCommand>(&command))
        return &load->files;
    if (const auto *draw = std::get_if<DrawOrder>(&command))
        return &draw->files;
    return nullptr;
}

qint64 milliseconds(std::chrono::steady_clock::duration duration)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
}

} // namespace

Job::Job(Command command, std::vector<UniqueFd> pictures, EventSender send)
    : m_command(std::move(command)), m_pictures(std::move(pictures)), m_send(std::move(send)), m_name(nameOf(m_command))
{
    if (const ModelFiles *files = filesOf(m_command))
        m_model = files->model.isEmpty() ? files->diffusion : files->model;
}

qint64 Job::elapsedMs() const { return milliseconds(Clock::now() - m_start); }

void Job::enter(Phase phase)
{
    const auto now = Clock::now();
    m_phaseMs[std::size_t(m_phase.load())] += milliseconds(now - m_phaseStart);
    m_phaseStart = now;
    m_phase = phase;
}

void Job::progress(Phase phase, int step, int steps)
{
    if (phase != m_phase)
        enter(phase);
    const auto now = Clock::now();
    if (phase == Phase::Load && step < steps) {
        if (now - m_lastLoadProgress < LoadProgressEvery)
            return;
        m_lastLoadProgress = now;
    }
    m_send(ProgressEvent{.job = m_name, .phase = phase, .step = step, .steps = steps, .elapsedMs = elapsedMs()}, {});
}

void Job::preview(int step, const ImageShape &shape, std::span<const std::uint8_t> pixels)
{
    auto memory = sharePixels(shape, pixels);
    if (!memory)
        return;
    std::vector<UniqueFd> descriptors;
    descriptors.push_back(*std::move(memory));
    m_send(PreviewEvent{.job = m_name, .step = step, .image = shape}, std::move(descriptors));
}

void Job::state(int index, const LatentShape &shape, std::span<const float> values)
{
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(values.data());
    auto memory = sharePixels(shape.memory(1), {bytes, values.size_bytes()});
    if (!memory)
        return; // whoever goes on begins further back
    std::vector<UniqueFd> descriptors;
    descriptors.push_back(*std::move(memory));
    m_send(StateEvent{.job = m_name, .index = index, .shape = shape}, std::move(descriptors));
}

void Job::log(int level, const QString &text) { m_send(LogEvent{.level = level, .text = text}, {}); }

Result<Painted> Job::paint(Painter &painter, const Command &command)
{
    std::vector<PixelReader> readers;
    const QList<ImageShape> shapes = pictures(command);
    if (std::size_t(shapes.size()) != m_pictures.size())
        return failure(errors::EngineProtocol, {{u"what"_s, u"descriptors"_s}});
    for (std::size_t i = 0; i < m_pictures.size(); ++i) {
        auto reader = PixelReader::open(std::move(m_pictures[i]), shapes[qsizetype(i)]);
        if (!reader)
            return failure(reader.error());
        readers.push_back(*std::move(reader));
    }
    if (const auto *decode = std::get_if<DecodeOrder>(&command))
        return decodePng(*decode, readers.front());
    if (const auto *upscale = std::get_if<UpscaleOrder>(&command))
        return painter.upscale(*upscale, readers.front(), *this);
    const auto &order = std::get<DrawOrder>(command);
    Given given;
    std::size_t next = 0;
    if (order.init)
        given.init = &readers[next++];
    if (order.mask)
        given.mask = &readers[next++];
    if (order.trace && order.trace->start)
        given.start = &readers[next];
    return painter.draw(order, given, *this);
}

void Job::run(const std::vector<std::unique_ptr<Painter>> &painters, const MemoryMeter &memory, const EventSender &end)
{
    m_start = m_phaseStart = Clock::now();
    const ModelFiles *files = filesOf(m_command);
    const auto painter = std::find_if(painters.begin(), painters.end(), [files](const auto &candidate) {
        return files == nullptr || candidate->accepts(*files);
    });
    if (painter == painters.end())
        return end(failed(Error{errors::EngineMissing}), {});
    if (const auto *benchmark = std::get_if<BenchmarkCommand>(&m_command)) {
        end(MeasuredEvent{.job = m_name, .figures = (*painter)->benchmark(benchmark->seconds)}, {});
        return;
    }
    for (const auto &other : painters) {
        if (files != nullptr && other != *painter)
            other->unload(); // one model at a time
    }
    if (const auto *load = std::get_if<LoadCommand>(&m_command)) {
        const auto family = (*painter)->load(load->files, *this);
        if (!family)
            return end(failed(family.error()), {});
        end(
            LoadedEvent{
                .job = m_name, .family = *family, .elapsedMs = elapsedMs(), .residentBytes = memory.residentBytes()},
            {});
        return;
    }
    auto painted = paint(**painter, m_command);
    if (!painted)
        return end(failed(painted.error()), {});
    enter(Phase::Decode);
    if (painted->trace) {
        std::vector<UniqueFd> states;
        if (painted->trace->memory.isValid())
            states.push_back(std::move(painted->trace->memory));
        painted->trace->event.job = m_name;
        m_send(painted->trace->event, std::move(states));
    }
    std::vector<UniqueFd> descriptors;
    descriptors.push_back(std::move(painted->pixels));
    end(DoneEvent{.job = m_name,
                  .image = painted->shape,
                  .elapsedMs = elapsedMs(),
                  .loadMs = m_phaseMs[std::size_t(Phase::Load)],
                  .sampleMs = m_phaseMs[std::size_t(Phase::Sample)] + m_phaseMs[std::size_t(Phase::Upscale)],
                  .decodeMs = m_phaseMs[std::size_t(Phase::Decode)],
                  .peakBytes = MemoryMeter::peakBytes(),
                  .unknownWords = painted->unknownWords},
        std::move(descriptors));
}

FailedEvent Job::failed(const Error &error) const
{
    QString what;
    for (const QStringView argument : Arguments) {
        if (what.isEmpty())
            what = error.args.value(argument.toString()).toString();
    }
    return {.job = m_name, .code = error.code.toString(), .what = what, .detail = error.detail};
}

} // namespace ain::engine
