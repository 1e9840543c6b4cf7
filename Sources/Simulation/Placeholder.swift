// Room of Simulation.
