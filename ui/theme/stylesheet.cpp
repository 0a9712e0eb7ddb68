#include "ui/theme/stylesheet.h"

#include <QHash>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

// {name} is a token. Focus rings are 2 px where the resting border is 1 px; the padding gives the pixel back.
const QString Template = uR"(
QToolTip { background: {raised}; color: {text}; border: 1px solid {line}; padding: 6px 8px; }
QFrame[ain="card"] { background: {surface}; border: 1px solid {line}; border-radius: 16px; }
QFrame[ain="sheet"] { background: {surface}; border: 1px solid {line}; border-radius: 16px; }
QFrame[ain="rail"] { background: {surface}; border: none; border-right: 1px solid {line}; }
QFrame[ain="strip"] { background: {strip}; border: none; border-top: 1px solid {stripLine}; }
QFrame[ain="well"] { background: {field}; border: none; border-radius: 10px; }
QFrame[ain="divider"] { background: {line}; border: none; max-height: 1px; min-height: 1px; }
QFrame[ain="notice"] { background: {accentSoft}; border: none; border-radius: 10px; }
QFrame[ain="notice"][tone="warn"] { background: {warnSoft}; }
QFrame[ain="notice"][tone="bad"] { background: {badSoft}; }
QFrame[ain="notice"][tone="ok"] { background: {okSoft}; }
QFrame[ain="notice"][tone="plain"] { background: {field}; }
QFrame[ain="drop"] { background: {field}; border: 2px dashed {line}; border-radius: 16px; }
QFrame[ain="drop"][active="true"] { border-color: {accent}; background: {accentSoft}; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: 22px; font-weight: 600; }
QLabel[role="heading"] { font-size: 15px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="small"] { font-size: 12px; color: {muted}; }
QLabel[role="muted"] { color: {muted}; }
QLabel[role="error"] { font-size: 12px; color: {bad}; }
QLabel[role="warn"] { color: {warn}; }
QLabel[role="ok"] { color: {ok}; }
QLabel[role="pill"] { font-size: 12px; background: {field}; border-radius: 8px; padding: 4px 10px; }
QLabel[role="pillOk"] { font-size: 12px; background: {okSoft}; color: {ok}; border-radius: 8px; padding: 4px 10px; }
QLabel[role="pillWarn"] { font-size: 12px; background: {warnSoft}; color: {warn}; border-radius: 8px; padding: 4px 10px; }
QLabel[role="pillBad"] { font-size: 12px; background: {badSoft}; color: {bad}; border-radius: 8px; padding: 4px 10px; }
QLabel[role="practice"] { font-size: 12px; font-weight: 600; color: {practice}; }

QPushButton { outline: none; background: {raised}; color: {text}; border: 1px solid {line}; border-radius: 10px;
    min-height: 34px; padding: 0 15px; }
QPushButton:hover { background: {field}; }
QPushButton:pressed { background: {line}; }
QPushButton:focus { border: 2px solid {focus}; min-height: 32px; padding: 0 14px; }
QPushButton:disabled { color: {muted}; background: {field}; }
QPushButton[ain="primary"] { background: {accent}; color: {onAccent}; border: 1px solid {accent}; font-weight: 600; }
QPushButton[ain="primary"]:hover { background: {accentHover}; }
QPushButton[ain="primary"]:focus { border: 2px solid {text}; }
QPushButton[ain="primary"]:disabled { background: {field}; color: {muted}; border-color: {line}; }
QPushButton[ain="primary"][tall="true"] { min-height: 42px; }
QPushButton[ain="primary"][tall="true"]:focus { min-height: 40px; }
QPushButton[ain="danger"] { color: {bad}; border: 1px solid {bad}; }
QPushButton[ain="danger"]:focus { border: 2px solid {bad}; }
QPushButton[ain="danger"]:hover { background: {badSoft}; }
QPushButton[ain="quiet"] { background: transparent; border: 1px solid transparent; padding: 0 9px; color: {muted}; }
QPushButton[ain="quiet"]:hover { background: {field}; color: {text}; }
QPushButton[ain="quiet"]:focus { border: 2px solid {focus}; padding: 0 8px; }
QPushButton[ain="small"] { min-height: 26px; padding: 0 10px; font-size: 12px; border-radius: 8px; }
QPushButton[ain="small"]:focus { min-height: 24px; padding: 0 9px; }
QPushButton[ain="fold"] { background: transparent; border: 1px solid transparent; padding: 0 4px; color: {muted};
    text-align: left; }
QPushButton[ain="fold"]:hover { color: {text}; }
QPushButton[ain="fold"]:focus { border: 2px solid {focus}; padding: 0 3px; }
QPushButton[ain="chip"] { background: {field}; border: 1px solid {field}; border-radius: 8px; font-size: 12px;
    min-height: 24px; padding: 0 9px; }
QPushButton[ain="chip"]:hover { border-color: {line}; }
QPushButton[ain="chip"]:checked { background: {accentSoft}; border-color: {accent}; color: {accent}; }
QPushButton[ain="chip"]:focus { border: 2px solid {focus}; min-height: 22px; padding: 0 8px; }
QPushButton[ain="door"] { background: {surface}; border: 1px solid {line}; border-radius: 16px; padding: 0; }
QPushButton[ain="door"]:hover { border-color: {accent}; }
QPushButton[ain="door"]:focus { border: 2px solid {focus}; padding: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox { background: {field}; color: {text}; border: 1px solid {fieldLine};
    border-radius: 10px; padding: 0 11px; selection-background-color: {accent}; selection-color: {onAccent}; }
QLineEdit, QAbstractSpinBox { min-height: 34px; }
QPlainTextEdit, QTextEdit { padding: 7px 7px; }
QLineEdit:focus, QAbstractSpinBox:focus { border: 2px solid {focus}; min-height: 32px; padding: 0 10px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid {focus}; padding: 6px 6px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled { color: {muted}; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 1px solid {bad}; }
QLineEdit[wrong="true"]:focus, QPlainTextEdit[wrong="true"]:focus { border: 2px solid {bad}; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }

QComboBox { background: {raised}; color: {text}; border: 1px solid {line}; border-radius: 10px; min-height: 34px;
    padding: 0 30px 0 13px; }
QComboBox:focus { border: 2px solid {focus}; min-height: 32px; padding: 0 29px 0 12px; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url({chevron}); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: {raised}; color: {text}; border: 1px solid {line}; outline: none;
    padding: 4px; selection-background-color: {accentSoft}; selection-color: {text}; }
QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox::indicator, QListView::indicator { width: 16px; height: 16px; border: 1px solid {muted}; border-radius: 4px;
    background: {field}; }
QCheckBox::indicator:checked, QListView::indicator:checked { border: 1px solid {accent}; background: {accent};
    image: url({check}); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: {focus}; }
QCheckBox:focus, QRadioButton:focus { color: {accent}; }
QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid {muted}; border-radius: 9px;
    background: {field}; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid {accent}; background: {onAccent}; }

QListView { background: transparent; border: 2px solid transparent; border-radius: 8px; outline: none; }
QListWidget::item { padding: 0 8px; border-radius: 8px; }
QListWidget::item:selected { background: {accentSoft}; color: {text}; }
QListView:focus { border: 2px solid {focus}; }
QScrollArea { background: transparent; border: 2px solid transparent; border-radius: 8px; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: {handle}; border-radius: 4px; min-height: 32px; margin: 1px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: {handle}; border-radius: 4px; min-width: 32px; margin: 1px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: {field}; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: {accent}; border-radius: 3px; }
QPushButton::menu-indicator { image: url({chevron}); width: 12px; height: 12px; right: 8px;
    subcontrol-origin: padding; subcontrol-position: center right; }
QPushButton[ain="small"][hasMenu="true"] { padding-right: 26px; }
QSlider::groove:horizontal { height: 4px; background: {line}; border-radius: 2px; }
QSlider::sub-page:horizontal { background: {accent}; border-radius: 2px; }
QSlider::handle:horizontal { width: 16px; height: 16px; margin: -6px 0; border-radius: 8px; background: {accent}; }
QSlider:focus::handle:horizontal { border: 2px solid {text}; width: 12px; height: 12px; }
QSlider { min-height: 22px; outline: none; }
QMenu { background: {raised}; color: {text}; border: 1px solid {line}; border-radius: 10px; padding: 6px; }
QMenu::item { padding: 7px 14px; border-radius: 6px; }
QMenu::item:selected { background: {accentSoft}; }
)"_s;

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto channel = [share](int x, int y) { return int(x * (1.0 - share) + y * share); };
    return QColor(channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue()));
}

} // namespace

QString styleSheet(const Tokens &tokens, bool practice)
{
    const QHash<QString, QColor> colours{
        {u"bg"_s, tokens.bg},
        {u"surface"_s, tokens.surface},
        {u"raised"_s, tokens.raised},
        {u"line"_s, tokens.line},
        {u"field"_s, tokens.field},
        {u"fieldLine"_s, tokens.line},
        {u"text"_s, tokens.text},
        {u"muted"_s, tokens.muted},
        {u"accent"_s, tokens.accent},
        {u"accentSoft"_s, tokens.accentSoft},
        {u"accentHover"_s, mixed(tokens.accent, tokens.text, 0.12)},
        {u"onAccent"_s, tokens.onAccent},
        {u"ok"_s, tokens.ok},
        {u"okSoft"_s, tokens.okSoft},
        {u"warn"_s, tokens.warn},
        {u"warnSoft"_s, tokens.warnSoft},
        {u"bad"_s, tokens.bad},
        {u"badSoft"_s, tokens.badSoft},
        {u"practice"_s, tokens.practice},
        {u"focus"_s, tokens.focus},
        {u"handle"_s, mixed(tokens.line, tokens.muted, 0.35)},
        {u"strip"_s, practice ? tokens.practiceSoft : tokens.surface},
        {u"stripLine"_s, practice ? tokens.practice : tokens.line},
    };
    const bool dark = tokens.bg.lightness() < 128;

    QString out;
    out.reserve(Template.size());
    qsizetype position = 0;
    while (position < Template.size()) {
        const QChar c = Template.at(position);
        // A rule's own brace is followed by a blank; a token's brace by its name.
        const qsizetype end = c == u'{' ? Template.indexOf(u'}', position) : -1;
        const QString name = end > 0 ? Template.mid(position + 1, end - position - 1) : QString();
        if (name == u"chevron"_s) {
            out += dark ? u":/ain/icons/chevron-light.svg"_s : u":/ain/icons/chevron-dark.svg"_s;
            position = end + 1;
        } else if (name == u"check"_s) {
            out += dark ? u":/ain/icons/check-dark.svg"_s : u":/ain/icons/check-light.svg"_s;
            position = end + 1;
        } else if (const auto colour = colours.constFind(name); colour != colours.cend()) {
            out += colour->name();
            position = end + 1;
        } else {
            out += c;
            ++position;
        }
    }
    return out;
}

} // namespace ain::ui
