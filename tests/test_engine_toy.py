from toy_act import *
def test_x():
    for i in (item(),horn(),lamp(),nest(),bare_item(),item({"found":"no","searched":"yes"}),item({"on-sale":"yes"},("chart",))):
        d=log(i); print(d.outcome,[g.cite for g in d.grounds],d.missing,[(r.id,r.result,r.decided_by) for r in d.considered])
    d=decided(horn(hypothetical="yes"),given={"silence":"yes","smugglers":"yes"} if 0 else {"silence":"yes"})
    print(d.items[0])
    print(decided(item(),kinds=("large",),given={"hours":"41"}))
