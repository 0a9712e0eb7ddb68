#include "app/cli/progressline.h"

#include "core/json/writer.h"

#include <cstdio>

#include <unistd.h>

namespace ain::cli {

ProgressLine::ProgressLine(bool isJson) : m_isJson(isJson), m_isTerminal(::isatty(STDERR_FILENO) == 1) { }

ProgressLine::~ProgressLine() { end(); }

void ProgressLine::show(const QString &line, const json::Object &event)
{
    if (line == m_last)
        return;
    m_last = line;
    if (m_isJson) {
        std::fprintf(stdout, "%s\n", json::canonical(event).constData());
        std::fflush(stdout);
        return;
    }
    if (!m_isTerminal)
        return;
    std::fprintf(stderr, "\r\033[K%s", line.toLocal8Bit().constData());
    std::fflush(stderr);
    m_isOpen = true;
}

void ProgressLine::end()
{
    if (m_isOpen)
        std::fputs("\n", stderr);
    m_isOpen = false;
}

} // namespace ain::cli
