// Where a picture is drawn: here, or by others for pay. Shown only while somebody can be asked; what it costs at most
// stands there before anything is asked for.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

class QPushButton;

namespace ain::ui {

class TextLabel;

class PlaceBar : public View {
    Q_OBJECT
public:
    explicit PlaceBar(Context &context, QWidget *parent = nullptr);

    /// Never after a start, nor when nobody can be asked any more: paying is chosen anew.
    [[nodiscard]] bool isOthers() const { return m_isOthers; }
    [[nodiscard]] QPushButton *hereChip() const { return m_here; }
    [[nodiscard]] QPushButton *othersChip() const { return m_others; }
    [[nodiscard]] QString note() const; ///< empty: none is shown
    /// Says what they cost at most, or why they can't be asked for; false then, and when there are none.
    // NOLINTNEXTLINE(modernize-use-nodiscard): what it says may be all that is wanted
    bool expect(const QList<recipe::GenerationRequest> &requests);
    void ask(const QList<recipe::GenerationRequest> &requests);

Q_SIGNALS:
    void changed();
    void asked(int count);
    void failed(const ain::Error &error);

private:
    void choose(bool isOthers);
    void follow();
    Context &m_context;
    QPushButton *m_here;
    QPushButton *m_others;
    TextLabel *m_note;
    bool m_isOthers = false;
    bool m_isAsking = false;
};

} // namespace ain::ui
