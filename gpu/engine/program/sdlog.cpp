#include "gpu/engine/program/sdlog.h"

#include <QRegularExpression>

#include <array>

namespace ain::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxLines = 12;
constexpr qsizetype MaxLineChars = 300;
constexpr int Warning = 2;
constexpr QStringView SamplingDone = u"sampling completed";

const QRegularExpression
    LoraApplied(u"\\([1-9][0-9]* / [0-9]+\\) LoRA tensors have been applied, lora_file_path = (.*)"_s);

struct Anchor {
    QStringView text;
    Phase phase;
};
constexpr std::array Anchors = {
    Anchor{u"generate_image ", Phase::Encode},
    Anchor{u"generating image: ", Phase::Sample},
    Anchor{SamplingDone, Phase::Decode},
};

} // namespace

void SdLog::start(PaintListener *listener)
{
    const std::lock_guard lock(m_mutex);
    m_listener = listener;
    m_lines.clear();
    m_loras.clear();
    m_phase = Phase::Load;
}

void SdLog::add(int level, const char *text)
{
    // Paths and tensor names come from files: whatever bytes they are, this is text afterwards.
    const QString whole = QString::fromUtf8(text);
    const QString line = whole.simplified().left(MaxLineChars);
    PaintListener *listener = nullptr;
    bool isDecoding = false;
    {
        const std::lock_guard lock(m_mutex);
        if (const qsizetype at = line.indexOf(u"Version: "); at >= 0)
            m_family = line.sliced(at + 9).trimmed();
        if (const auto lora = LoraApplied.match(whole); lora.hasMatch() && !m_loras.contains(lora.captured(1)))
            m_loras.append(lora.captured(1));
        for (const Anchor &anchor : Anchors) {
            if (line.contains(anchor.text))
                m_phase = anchor.phase;
        }
        isDecoding = line.contains(SamplingDone);
        listener = m_listener;
        if (level >= Warning) {
            m_lines.append(line);
            if (m_lines.size() > MaxLines)
                m_lines.removeFirst();
        }
    }
    if (listener == nullptr)
        return;
    if (isDecoding)
        listener->progress(Phase::Decode, 0, 0); // the library reports nothing more
    if (level >= Warning)
        listener->log(level, line);
}

QString SdLog::family()
{
    const std::lock_guard lock(m_mutex);
    return m_family;
}

QString SdLog::lastLines()
{
    const std::lock_guard lock(m_mutex);
    return m_lines.join(u'\n');
}

int SdLog::appliedLoras()
{
    const std::lock_guard lock(m_mutex);
    return int(m_loras.size());
}

Phase SdLog::phase()
{
    const std::lock_guard lock(m_mutex);
    return m_phase;
}

} // namespace ain::engine
