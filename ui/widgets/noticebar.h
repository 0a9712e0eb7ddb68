// Notices above the page that the user may act on or put away: safe mode, damaged settings, a reminder.
#pragma once

#include "ui/context.h"
#include "ui/format.h"
#include "ui/widgets/view.h"

class QPushButton;
class QVBoxLayout;

namespace ain::ui {

class NoticeCard;

struct Notice {
    QString id; ///< a second one of the same id takes the first one's place
    Tone tone = Tone::Plain;
    std::function<QString()> text; ///< asked again when the language changes
    std::function<QString()> actionText = {}; ///< empty: no button
    std::function<void()> action = {};
};

class NoticeBar : public View {
    Q_OBJECT
public:
    explicit NoticeBar(Context &context, QWidget *parent = nullptr);
    void add(Notice notice);
    void remove(const QString &id);
    [[nodiscard]] QStringList ids() const;
    /// Of the notice, or null.
    [[nodiscard]] QPushButton *actionButton(const QString &id) const;
    [[nodiscard]] QString text(const QString &id) const;

private:
    struct Row {
        Notice notice;
        QWidget *box = nullptr;
        NoticeCard *card = nullptr;
        QPushButton *action = nullptr;
        QPushButton *close = nullptr;
    };
    void write();
    [[nodiscard]] const Row *find(const QString &id) const;

    Context &m_context;
    QVBoxLayout *m_column;
    QList<Row> m_rows;
};

} // namespace ain::ui
