// One line on the terminal that is written over while work goes on; JSON lines for programs; nothing else.
#pragma once

#include "core/json/value.h"

#include <QString>

namespace ain::cli {

class ProgressLine {
public:
    /// `isJson`: each update is a line of JSON on standard output. Else: only at a terminal, on standard error.
    explicit ProgressLine(bool isJson);
    ~ProgressLine();
    Q_DISABLE_COPY_MOVE(ProgressLine)

    /// `line` for people, `event` for programs. The same line again is not written.
    void show(const QString &line, const json::Object &event);
    /// Ends the line that is being written over.
    void end();

private:
    bool m_isJson;
    bool m_isTerminal;
    bool m_isOpen = false;
    QString m_last;
};

} // namespace ain::cli
