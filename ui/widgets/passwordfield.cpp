#include "ui/widgets/passwordfield.h"

#include "ui/widgets/make.h"

#include <QLineEdit>
#include <QPainter>
#include <QSet>

#include <cmath>

namespace ain::ui {

using namespace Qt::StringLiterals;

/// Four segments, filled by strength. Its word stands beside it.
class StrengthBar : public QWidget {
public:
    StrengthBar(Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme) { setFixedHeight(6); }
    void setStrength(int strength)
    {
        m_strength = strength;
        update();
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        const Tokens &tokens = m_theme.tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const double width = (this->width() - 3 * 4) / 4.0;
        const QColor filled = m_strength <= 1 ? tokens.bad : m_strength == 2 ? tokens.warn : tokens.ok;
        for (int i = 0; i < 4; ++i) {
            painter.setBrush(i < m_strength ? filled : tokens.field);
            painter.drawRoundedRect(QRectF(i * (width + 4), 0, width, 6), 3, 3);
        }
    }

private:
    Theme &m_theme;
    int m_strength = 0;
};

int passwordStrength(QStringView password)
{
    QSet<QChar> distinct;
    bool lower = false;
    bool upper = false;
    bool digit = false;
    bool other = false;
    bool wide = false;
    int runs = 0;
    for (qsizetype i = 0; i < password.size(); ++i) {
        const QChar c = password.at(i);
        distinct.insert(c);
        if (c.unicode() > 0x7F)
            wide = true;
        else if (c.isLower())
            lower = true;
        else if (c.isUpper())
            upper = true;
        else if (c.isDigit())
            digit = true;
        else
            other = true;
        if (i > 0 && std::abs(int(c.unicode()) - int(password.at(i - 1).unicode())) <= 1)
            ++runs;
    }
    const double alphabet =
        (lower ? 26 : 0) + (upper ? 26 : 0) + (digit ? 10 : 0) + (other ? 20 : 0) + (wide ? 500 : 0);
    if (alphabet < 1)
        return 0;
    // Characters that repeat or follow their neighbour count little; few distinct ones cap the whole.
    const double length = std::min(double(password.size() - runs) + 0.25 * runs, 2.5 * double(distinct.size()));
    const double bits = length * std::log2(alphabet);
    return bits < 28 ? (password.isEmpty() ? 0 : 1) : bits < 50 ? 2 : bits < 72 ? 3 : 4;
}

PasswordField::PasswordField(Theme &theme, bool withMeter, QWidget *parent)
    : View(parent), m_theme(theme), m_edit(new QLineEdit(this)), m_eye(makeButton(this, ButtonKind::Quiet))
{
    auto *column = makeColumn(this, 6);
    auto *row = makeRow(nullptr, 4);
    row->addWidget(m_edit, 1);
    row->addWidget(m_eye);
    column->addLayout(row);
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setMaxLength(1024);
    m_edit->setContextMenuPolicy(Qt::NoContextMenu);
    m_edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData);
    setFocusProxy(m_edit);
    m_eye->setCheckable(true);
    m_eye->setIconSize({18, 18});
    if (withMeter) {
        auto *meter = makeRow(nullptr, 10);
        m_bar = new StrengthBar(theme, this);
        m_words = new TextLabel(this, "small");
        m_words->setMinimumWidth(190);
        meter->addWidget(m_bar, 1);
        meter->addWidget(m_words, 1);
        column->addLayout(meter);
    }
    connect(m_eye, &QPushButton::toggled, this, [this](bool on) {
        m_edit->setEchoMode(on ? QLineEdit::Normal : QLineEdit::Password);
        draw();
    });
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        draw();
        Q_EMIT changed();
    });
    connect(m_edit, &QLineEdit::returnPressed, this, &PasswordField::submitted);
    connect(&theme, &Theme::changed, this, &PasswordField::draw);
    onLanguage([this] { draw(); });
}

SecretBytes PasswordField::take()
{
    SecretBytes secret = peek();
    wipe();
    return secret;
}

SecretBytes PasswordField::peek() const
{
    QByteArray utf8 = m_edit->text().toUtf8();
    return SecretBytes::takeFrom(utf8);
}

void PasswordField::wipe()
{
    m_eye->setChecked(false);
    // Setting another text would free the old buffer untouched: hold it, let the widget go, overwrite it.
    QString text = m_edit->text();
    m_edit->setText(QString(text.size(), u'\u2022'));
    m_edit->clear();
    if (!text.isEmpty())
        wipeMemory(text.data(), std::size_t(text.size()) * sizeof(QChar));
}

bool PasswordField::isEmpty() const { return m_edit->text().isEmpty(); }

int PasswordField::length() const { return int(m_edit->text().size()); }

void PasswordField::setPlaceholder(const QString &text) { m_edit->setPlaceholderText(text); }

void PasswordField::setName(const QString &name) { m_edit->setAccessibleName(name); }

void PasswordField::draw()
{
    const bool shown = m_eye->isChecked();
    m_eye->setIcon(m_theme.icons().icon(shown ? u"eye-off"_s : u"eye"_s, 18, m_theme.tokens().muted));
    m_eye->setAccessibleName(shown ? tr("Hide password") : tr("Show password"));
    m_eye->setToolTip(m_eye->accessibleName());
    if (m_bar == nullptr)
        return;
    const int strength = passwordStrength(m_edit->text());
    m_bar->setStrength(strength);
    const QString words[] = {tr("At least 8 characters; several words are best"), tr("Weak: easy to guess"),
                             tr("Fair: a longer one is better"), tr("Strong"), tr("Very strong")};
    m_words->setText(words[strength]);
}

} // namespace ain::ui
