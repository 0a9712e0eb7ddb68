#include "ui/widgets/commandpalette.h"

#include "ui/widgets/make.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>

namespace ain::ui {

CommandPalette::CommandPalette(Context &context, QWidget *owner)
    : Sheet(context, owner), m_edit(new QLineEdit(this)), m_list(new QListWidget(this))
{
    body()->addWidget(m_edit);
    body()->addWidget(m_list);
    m_list->setFixedHeight(280);
    m_list->setSpacing(2);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_edit, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(m_list, &QListWidget::itemActivated, this, &CommandPalette::runCurrent);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    onLanguage([this] {
        setTitle(tr("Commands"));
        m_edit->setPlaceholderText(tr("What do you want to do?"));
        m_edit->setAccessibleName(tr("Search commands"));
        m_list->setAccessibleName(tr("Commands"));
        fill();
    });
}

void CommandPalette::setCommands(std::vector<Command> commands)
{
    m_commands = std::move(commands);
    fill();
}

void CommandPalette::firstFocus()
{
    m_edit->clear();
    fill();
    m_edit->setFocus();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            const int step = key == Qt::Key_Down ? 1 : -1;
            const int count = m_list->count();
            if (count > 0)
                m_list->setCurrentRow((m_list->currentRow() + step + count) % count);
            return true;
        }
    }
    return Sheet::eventFilter(watched, event);
}

void CommandPalette::fill()
{
    m_list->clear();
    const QString wanted = m_edit->text().trimmed();
    for (std::size_t i = 0; i < m_commands.size(); ++i) {
        const QString name = m_commands[i].name();
        if (!wanted.isEmpty() && !name.contains(wanted, Qt::CaseInsensitive))
            continue;
        const QString &shortcut = m_commands[i].shortcut;
        auto *item = new QListWidgetItem(shortcut.isEmpty() ? name : tr("%1   (%2)").arg(name, shortcut), m_list);
        item->setData(Qt::UserRole, int(i));
        item->setSizeHint({0, 34});
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::runCurrent()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (item == nullptr)
        return;
    const auto run = m_commands.at(std::size_t(item->data(Qt::UserRole).toInt())).run;
    dismiss();
    run();
}

} // namespace ain::ui
